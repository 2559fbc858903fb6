// Touches on a slider. Streamlit's sliders take the value under a finger as soon as it touches, so a swipe to scroll sets
// them. With this script a slider gets the touch only when the finger is lifted without moving, or moves sideways. Moving
// up and down scrolls, which touch.css allows.
(() => {
  const SLACK = 8; // pixels that a finger may move and still count as resting
  const trackOf = (event) => event.target.closest?.(".stSlider [role=group] > *");
  // The finger that is down: its event, and whether it scrolls.
  let down = null;

  const on = (kind, answer) => addEventListener(kind, answer, { capture: true });
  const isDown = (event) => down && event.pointerId === down.event.pointerId;

  on("pointerdown", (event) => {
    if (!event.isTrusted || event.pointerType === "mouse") return;
    down = null;
    if (!trackOf(event)) return;
    if (event.isPrimary) down = { event, scrolls: false };
    event.stopImmediatePropagation();
    event.preventDefault(); // prevents mouse events, to which the slider reacts too
  });
  on("touchstart", (event) => { if (trackOf(event)) event.stopImmediatePropagation(); });

  const press = () => {
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
    press();
    // The slider measures moves from the value it shows, which it updates only after this event.
    event.stopImmediatePropagation();
    queueMicrotask(() => event.target.dispatchEvent(new PointerEvent("pointermove", event)));
  });
  on("pointerup", (event) => { if (isDown(event) && !down.scrolls) press(); });
  on("pointercancel", (event) => { if (isDown(event)) down.scrolls = true; });
  for (const kind of ["touchend", "touchcancel"]) on(kind, () => { down = null; });
})();
