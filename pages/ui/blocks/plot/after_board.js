// Waits until the board is drawn or, on a page without a board, until the rest of the page is, before the code of the
// charts is loaded; but not longer than this many milliseconds.
const MOST = 10_000;

const drawn = () => document.querySelector(".st-key-board .so-board:not(:empty)");
const finished = () => document.querySelector('[data-test-script-state="notRunning"]');
const empty = () => document.querySelector('.st-key-board, [data-testid="stSkeleton"]');

async function afterBoard() {
  await new Promise((resolve) => {
    const watcher = new MutationObserver(() => look());
    const giveUp = setTimeout(() => done(), MOST);
    const done = () => {
      watcher.disconnect();
      clearTimeout(giveUp);
      resolve();
    };
    const look = () => {
      if (drawn() || (finished() && !empty())) done();
    };
    watcher.observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
    look();
  });
  // Let the browser paint the board first, since loading Plotly blocks it. The timeout is for a page in the background,
  // which draws no frames.
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 1000);
  });
}
