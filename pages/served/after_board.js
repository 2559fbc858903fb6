// Stands in for the code of the charts, which is thirty times as large as that of the board: it is fetched once
// the board is drawn, or at once where none is coming. After so many milliseconds it is fetched in any case.
const MOST = 10_000;

const drawn = () => document.querySelector(".so-board:not(:empty)");
const coming = () =>
  document.querySelector(".st-key-board") || !document.querySelector('[data-test-script-state="notRunning"]');

await new Promise((resolve) => {
  const watcher = new MutationObserver(() => look());
  const giveUp = setTimeout(() => done(), MOST);
  const done = () => {
    watcher.disconnect();
    clearTimeout(giveUp);
    resolve();
  };
  const look = () => {
    if (drawn() || !coming()) done();
  };
  watcher.observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
  look();
});
// The frame with the board in it first: what comes now holds up the browser for most of a second. A page in the
// background draws no frames.
await new Promise((resolve) => {
  requestAnimationFrame(() => setTimeout(resolve));
  setTimeout(resolve, 1000);
});
