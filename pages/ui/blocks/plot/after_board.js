// The code of the charts is fetched once the board is drawn, and where no board is coming once the rest of
// the page is. After so many milliseconds it is fetched in any case.
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
  // Lets the browser paint the board first: loading Plotly blocks it. A page in the background draws
  // no frames.
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, 1000);
  });
}
