// Keeps the opened part of each row where the board finds it, and says when it has changed.
export default function ({ data }) {
  window.skinOptionsDetails = data.html;
  window.dispatchEvent(new Event("skin-options-details"));
}
