// A slider under the pointer. A browser tells a page of the pointer once per frame, and Streamlit's slider
// (React Aria) shows its own value one frame after that. Many browsers tell of every move as it comes, too
// (pointerrawupdate, on https and localhost). There the slider gets the move at once; when the frame's own comes,
// nothing is left to do. And the board is drawn from the value that the slider is about to take, by the
// slider's own sum. The slider has the last word: see agreed(). Elsewhere none of this happens.

const CALM = 100; // ms without a move after which the slider has shown all it will

// Calls foresee(k, value) for a value that the slider of criterion k is about to show, and calm() when the
// pointer rests. Gives back a function: whether the value that a slider shows now was foreseen.
function followPointer(state, { foresee, calm }) {
  const end = new AbortController();
  let held = null;
  let timer = 0;
  const on = (kind, answer) => addEventListener(kind, (event) => {
    if (state.root.isConnected) answer(event);
    else end.abort();
  }, { capture: true, signal: end.signal });

  on("pointerdown", (event) => {
    held = null;
    state.root.classList.remove("so-held");
    if (event.button !== 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const inputs = state.data.criteria.map(sliderOf);
    const tracks = inputs.map((input) => input && input.closest("[role=group] > *"));
    const k = tracks.findIndex((track) => track && track.contains(event.target));
    if (k < 0) return;
    held = { k, input: inputs[k], id: event.pointerId, x: event.pageX, width: tracks[k].getBoundingClientRect().width, way: null, foreseen: [] };
    state.root.classList.add("so-held");
  });

  on("pointerrawupdate", (event) => {
    if (!held || event.pointerId !== held.id || !held.foreseen) return;
    const value = comingValue(held, event.pageX);
    if (value === held.foreseen.at(-1)) return;
    event.target.dispatchEvent(new PointerEvent("pointermove", event));
    held.foreseen.push(value);
    foresee(held.k, value);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (held && held.id === null) held = null;
      else if (held && held.foreseen) held.foreseen.splice(0, held.foreseen.length - 1);
      calm();
    }, CALM);
  });

  for (const kind of ["pointerup", "pointercancel"]) on(kind, (event) => {
    if (!held || event.pointerId !== held.id) return;
    held.id = null; // the slider may still have a value to show
    state.root.classList.remove("so-held");
  });

  // True where the board shows what the slider says or something newer. A value that nobody foresaw means that the
  // slider counts in another way: for the rest of this hold the board follows what it shows.
  return function agreed() {
    if (!held || !held.foreseen || !held.foreseen.length) return false;
    const k = held.foreseen.indexOf(Number(held.input.value));
    if (k >= 0) held.foreseen.splice(0, k);
    else held.foreseen = null;
    return k >= 0;
  };
}

// The value at this place of the pointer: from where the thumb stood at the first move, on by the way that the pointer
// went since, as a share of the track, to the nearest step (React Aria, useSliderThumb and useSliderState).
function comingValue(held, x) {
  const [least, most, step] = ["min", "max", "step"].map((name) => Number(held.input[name]));
  held.way ??= ((held.input.value - least) / (most - least)) * held.width;
  held.way += x - held.x;
  held.x = x;
  const share = Math.min(Math.max(held.way / held.width, 0), 1);
  return Math.min(Math.max(Math.round((share * (most - least)) / step) * step + least, least), most);
}
