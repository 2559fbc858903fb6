// Keeps the opened part of each row where the board finds it, and says when it has changed. A long board asks for the
// parts of the rows that are open.
export default function ({ data, setStateValue }) {
  window.skinOptionsDetails = data.html;
  window.skinOptionsOpened = (rows) => setStateValue("open", rows);
  window.dispatchEvent(new Event("skin-options-details"));
}
