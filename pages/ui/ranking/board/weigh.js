// The board while a slider moves. Python computed every partial value; here they are only multiplied by the importances
// that the sliders show, added up and sorted, as models/ranking/scoring.py does.

const POINTS = 100;
const TIE = 1e-9;

// The same data with the points and ranks for these importances; null if they are all 0.
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

// The input in Streamlit's slider for a criterion; null if the page has none.
function sliderOf(criterion) {
  return document.querySelector(`.st-key-${criterion.id} input[type="range"]`);
}
