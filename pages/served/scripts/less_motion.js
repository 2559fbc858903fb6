// Streamlit opens and closes its folded parts over half a second, by code that does not ask whether the person
// has told the system to move less. Then they open at once.
(() => {
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, timing) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches && typeof timing === "object";
    // It ends in the next frame, and not here: whoever called has yet to listen for its end.
    return animate.call(this, frames, still ? { ...timing, duration: 0 } : timing);
  };
})();
