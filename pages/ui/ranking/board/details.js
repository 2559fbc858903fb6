// Stores the details of the rows where the board finds them, and dispatches an event when they change. A long board
// requests those of the rows that are open.
export default function ({ data, setStateValue }) {
  window.skinOptionsDetails = data.html;
  window.skinOptionsOpened = (rows) => setStateValue("open", rows);
  window.dispatchEvent(new Event("skin-options-details"));
}
