// The board while a slider is on its way. Python computed every partial value; here they are only multiplied
// by the importances that the sliders show, added up and put in order, as models/scoring.py does.

const POINTS = 100;
const TIE = 1e-9;

// The same data with the points and places that these importances give; null where they rank nothing.
function weighed(data, importances) {
  const sum = importances.reduce((total, importance) => total + importance, 0);
  if (!(sum > 0)) return null;
  const weights = importances.map((importance) => (POINTS * importance) / sum);
  const rows = data.rows.map((row) => {
    const parts = row.values.map((value, k) => value * weights[k]);
    const couldAdd = row.upTo.map((value, k) => (value - row.values[k]) * weights[k]);
    const total = parts.reduce((a, b) => a + b, 0);
    return { ...row, parts, couldAdd, total, upper: total + couldAdd.reduce((a, b) => a + b, 0) };
  });
  rows.sort((a, b) => b.total - a.total || a.place - b.place);
  rows.forEach((row, k) => {
    const level = k > 0 && rows[k - 1].total - row.total <= TIE;
    row.rank = level ? rows[k - 1].rank : k + 1;
  });
  const plain = rows.find((row) => row.plain);
  return { ...data, rows, baseline: plain ? plain.total : null };
}

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
