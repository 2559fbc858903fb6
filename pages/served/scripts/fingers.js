// A finger on a slider. Streamlit's sliders take the value under a finger as soon as it comes down: whoever swiped over
// one to scroll had set it. Here a slider hears of a finger once it is lifted where it came down, or moves sideways. Up
// and down it scrolls, which touch.css allows.
(() => {
  const SLACK = 8; // pixels that a finger may move and still rest
  const trackOf = (event) => event.target.closest?.(".stSlider [role=group] > *");
  // The finger that has come down, as the browser told of it.
  let down = null;

  const on = (kind, answer) => addEventListener(kind, answer, { capture: true });
  const isDown = (event) => down && event.pointerId === down.event.pointerId;

  on("pointerdown", (event) => {
    if (!event.isTrusted || event.pointerType === "mouse") return;
    down = null;
    if (!trackOf(event)) return;
    if (event.isPrimary) down = { event, scrolls: false };
    event.stopImmediatePropagation();
    event.preventDefault(); // else mouse events follow, which the slider hears too
  });
  on("touchstart", (event) => { if (trackOf(event)) event.stopImmediatePropagation(); });

  const tell = () => {
    const { event } = down;
    down = null;
    event.target.dispatchEvent(new PointerEvent("pointerdown", event));
  };

  on("pointermove", (event) => {
    if (!isDown(event) || down.scrolls) return;
    const across = Math.abs(event.clientX - down.event.clientX);
    const along = Math.abs(event.clientY - down.event.clientY);
    if (Math.max(across, along) < SLACK) return;
    if (along > across) {
      down.scrolls = true;
      return;
    }
    tell();
    // The slider counts moves from the value that it shows, which it does only after this event.
    event.stopImmediatePropagation();
    queueMicrotask(() => event.target.dispatchEvent(new PointerEvent("pointermove", event)));
  });
  on("pointerup", (event) => { if (isDown(event) && !down.scrolls) tell(); });
  on("pointercancel", (event) => { if (isDown(event)) down.scrolls = true; });
  for (const kind of ["touchend", "touchcancel"]) on(kind, () => { down = null; });
})();
