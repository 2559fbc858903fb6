// The six sliders of the first sight. Its board follows them from the first moment. What was set there goes into the
// address, where Streamlit finds it when it starts, and where it is kept if the connection never comes. Once connected,
// Streamlit reads the address anew, as at the browser's Back button.

const PATIENCE = 10_000;

const connected = () => document.querySelector('[data-test-connection-state="CONNECTED"]');
const finished = () => document.querySelector('[data-test-script-state="notRunning"]');

// Calls show(importances) for each value on the way, said() when a slider is let go, and free() when no pointer
// holds one any more. Gives back handed(): whether the page shows what was set here; if not, it is asked to.
function followForm(sight, data, { show, said, free }) {
  const inputs = [...sight.querySelectorAll('input[type="range"]')];
  const moved = new Set();
  let held = false;
  let asked = "";
  let lost;

  const place = (input) => {
    input.parentElement.style.setProperty("--share", input.value / input.max);
    input.nextElementSibling.textContent = input.value;
  };
  inputs.forEach((input, k) => {
    place(input);
    input.addEventListener("input", () => {
      moved.add(k);
      place(input);
      show(inputs.map((other) => Number(other.value)));
    });
    input.addEventListener("change", () => {
      said();
      if (!connected()) keep();
    });
    input.addEventListener("pointerdown", () => { held = true; });
  });
  for (const kind of ["pointerup", "pointercancel"]) addEventListener(kind, () => {
    if (!held) return;
    held = false;
    setTimeout(free); // the slider has its last value only after this event
  }, true);

  // What the page does not show yet.
  const behind = () => [...moved].filter((k) => sliderOf(data.criteria[k])?.value !== inputs[k].value);
  const link = () => {
    const query = new URLSearchParams(location.search);
    for (const k of behind()) query.set(data.criteria[k].id, inputs[k].value);
    return `?${query}${location.hash}`;
  };
  const keep = () => history.replaceState(history.state, "", link());

  const handed = () => {
    if (held) return false;
    const wanted = behind().map((k) => `${k}=${inputs[k].value}`).join();
    // Until it is finished, a slider may still be on its way to what the address says.
    if (wanted === asked || !wanted || !finished()) return !wanted;
    asked = wanted;
    keep();
    dispatchEvent(new PopStateEvent("popstate"));
    // Where Streamlit no longer listens to that, the page is opened anew at the same address.
    clearTimeout(lost);
    lost = setTimeout(() => { if (behind().length) location.replace(link()); }, PATIENCE);
    return false;
  };
  return { handed, untouched: () => !moved.size, end: () => clearTimeout(lost) };
}
