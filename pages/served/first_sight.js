// Draws the board of the link that the page was opened with, before Streamlit's code has come. It goes when the
// page has its own, shows a message over everything, or has no board for a while though it is finished.
const sight = document.getElementById("first-sight");
if (sight) {
  const WHILE = 3_000;
  const MOST = 30_000;

  const data = JSON.parse(sight.dataset.board);
  const list = element("ol", "so-rows");
  list.setAttribute("aria-label", data.caption);
  for (const row of data.rows) {
    const item = element("li", "so-row");
    item.classList.toggle("so-plain", row.plain);
    const { head, refs } = makeHead("div");
    updateBar(refs, row, data);
    updateWords(refs, row, data);
    item.append(head);
    list.append(item);
  }
  sight.querySelector(".so-board").append(legend(data), list);

  const drawn = () => document.querySelector(".st-key-board .so-board:not(:empty)");
  const message = () => document.querySelector('[role="dialog"]');
  // Streamlit says that it is finished before all that has come is in the page.
  const other = () =>
    document.querySelector('[data-test-script-state="notRunning"]') && !document.querySelector(".st-key-board");
  let soon;
  const gone = () => {
    watcher.disconnect();
    clearTimeout(giveUp);
    clearTimeout(soon);
    const scrolled = sight.querySelector(".first-body").scrollTop;
    sight.remove();
    // Whoever has read down stays there.
    const main = document.querySelector('[data-testid="stMain"]');
    if (scrolled && main) main.scrollTop = scrolled;
  };
  const watcher = new MutationObserver(() => {
    if (drawn() || message()) gone();
    else if (!other()) soon = clearTimeout(soon);
    else soon ??= setTimeout(gone, WHILE);
  });
  const giveUp = setTimeout(gone, MOST);
  watcher.observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
  // Shown by the code that takes it away again: without it, it would cover the page for good.
  sight.hidden = false;
}
