// A finger on a slider. Streamlit's sliders, and a browser's own in the first sight, take the value under a finger as soon
// as it comes down: whoever swiped over one to scroll had set it. Here a slider hears of a finger once it is lifted where
// it came down, or moves sideways. Up and down it scrolls, which touch.css and first_sight.css allow.
(() => {
  const SLACK = 8; // pixels that a finger may move and still rest
  const trackOf = (event) => event.target.closest?.(".stSlider [role=group] > *");
  // The finger that has come down: as the browser told of it, the browser's own slider under it and where that stood.
  let down = null;

  const on = (kind, answer) => addEventListener(kind, answer, { capture: true });
  const isDown = (event) => down && event.pointerId === down.event.pointerId;

  on("pointerdown", (event) => {
    if (!event.isTrusted || event.pointerType === "mouse") return;
    down = null;
    const own = event.target.closest?.(".first-slider input");
    if (!own && !trackOf(event)) return;
    if (event.isPrimary) down = { event, own, stood: own?.value, wanted: own?.value, scrolls: false };
    if (own) return;
    event.stopImmediatePropagation();
    event.preventDefault(); // else mouse events follow, which the slider hears too
  });
  on("touchstart", (event) => { if (trackOf(event)) event.stopImmediatePropagation(); });
  on("input", (event) => {
    if (!event.isTrusted || !down || event.target !== down.own) return;
    event.stopImmediatePropagation();
    down.wanted = down.own.value;
    down.own.value = down.stood;
  });

  const tell = () => {
    const { event, own, stood, wanted } = down;
    down = null;
    if (!own) event.target.dispatchEvent(new PointerEvent("pointerdown", event));
    else if (wanted !== stood) {
      own.value = wanted;
      for (const kind of ["input", "change"]) own.dispatchEvent(new Event(kind, { bubbles: true }));
    }
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
    if (!trackOf(event)) return;
    // The slider counts moves from the value that it shows, which it does only after this event.
    event.stopImmediatePropagation();
    queueMicrotask(() => event.target.dispatchEvent(new PointerEvent("pointermove", event)));
  });
  on("pointerup", (event) => { if (isDown(event) && !down.scrolls) tell(); });
  on("pointercancel", (event) => { if (isDown(event)) down.scrolls = true; });
  for (const kind of ["touchend", "touchcancel"]) on(kind, () => { down = null; });
})();
