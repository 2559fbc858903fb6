// Calls back whenever the sliders show other values than the data were made for. Streamlit sends a slider's value to the
// server only when it is released; until then its input has the value in an attribute. If a later Streamlit renames that
// attribute, nothing happens here and the board follows on release.
function followSliders(state, { live, exact }) {
  const shown = () => state.data.criteria.map((criterion, k) => {
    const input = sliderOf(criterion);
    return input ? Number(input.value) : state.data.importances[k];
  });
  let last = "";
  const look = () => {
    const importances = shown();
    const key = importances.join();
    if (key === last) return;
    last = key;
    if (key === state.data.importances.join()) exact(state);
    else live(state, importances);
  };
  const watcher = new MutationObserver((changes) => {
    if (!state.root.isConnected) watcher.disconnect();
    else if (changes.some((change) => change.target.type === "range")) look();
  });
  watcher.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["value"] });
  // Python's answer to an earlier value may arrive after the slider has moved on.
  return () => {
    last = state.data.importances.join();
    if (document.activeElement && document.activeElement.type === "range") look();
  };
}
