// Streamlit animates its expanders for half a second, even if the user's system asks for reduced motion. With this script
// they then open at once.
(() => {
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, timing) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches && typeof timing === "object";
    // With duration 0 it still ends in the next frame, after the caller has added its listener.
    return animate.call(this, frames, still ? { ...timing, duration: 0 } : timing);
  };
})();
