// Calls back whenever the sliders show something else than the data were made for. Streamlit reports a
// slider when it is let go; its input carries the value before that, in an attribute, and pointer.js foresees
// it by a frame. Where any of it changes one day, nothing happens here and the board follows on release.
function followSliders(state, { live, exact }) {
  const shown = () => state.data.criteria.map((criterion, k) => {
    const input = sliderOf(criterion);
    return input ? Number(input.value) : state.data.importances[k];
  });
  let last = "";
  // Under a pointer on its way the value that the page was made for is one of many: all that only Python says is
  // written again once the pointer rests there.
  const show = (importances, { passing }) => {
    const key = importances.join();
    const exactly = key === state.data.importances.join() && !passing;
    if (key === last && !(exactly && state.root.classList.contains("so-live"))) return;
    last = key;
    if (exactly) exact(state);
    else live(state, importances);
  };
  const look = () => show(shown(), { passing: false });
  const foresee = (k, value) => show(shown().map((other, j) => (j === k ? value : other)), { passing: true });
  const agreed = followPointer(state, { foresee, calm: look });
  const watcher = new MutationObserver((changes) => {
    if (!state.root.isConnected) watcher.disconnect();
    else if (changes.some((change) => change.target.type === "range") && !agreed()) look();
  });
  watcher.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["value"] });
  // Python's answer to an earlier value may arrive while the slider is already further on.
  return () => {
    last = state.data.importances.join();
    if (document.activeElement && document.activeElement.type === "range") look();
  };
}
