// Draws the board of the link that the page was opened with, before Streamlit's code has loaded. It is removed when the
// page has drawn its own board and sliders, or shows something else. If the page never loads, it stays.
const sight = document.getElementById("first-sight");
if (document.documentElement.dataset.held) sight?.remove();
else if (sight) {
  const PATIENCE = 10_000;

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
  sight.querySelector(".so-board").append(legend(data), asked(data), list);

  const there = (selector) => document.querySelector(selector);
  const { pathname } = location;
  const drawn = () => there(".st-key-board .so-board:not(:empty)")
    && document.querySelectorAll('.st-key-what_matters input[type="range"]').length >= data.criteria.length;
  // A dialog about a missing connection does not count: it is closed at once (no_connection.js).
  const other = () => location.pathname !== pathname
    || (there('[data-test-connection-state="CONNECTED"]') && there('[role="dialog"]'));
  let late;
  const look = () => {
    if (drawn() || other()) gone();
    // A page that has finished and still has no board shows something else, such as an error.
    else if (there('[data-test-script-state="notRunning"]')) late ??= setTimeout(gone, PATIENCE);
  };
  const watcher = new MutationObserver(look);
  const page = document.getElementById("root");
  const gone = () => {
    watcher.disconnect();
    clearTimeout(late);
    const scrolled = [[".first-body", '[data-testid="stMain"]'], [".first-form", ":has(> .st-key-priorities)"],
      [".first-tray", ":has(> .st-key-what_matters)"]].map(([here, then]) => [sight.querySelector(here).scrollTop, then]);
    sight.remove();
    if (page) page.inert = false;
    // Keep the scroll position.
    for (const [top, then] of scrolled) if (top) there(then)?.scrollTo(0, top);
  };
  watcher.observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state"] });
  // What is still covered must not be reachable by keyboard.
  if (page) page.inert = true;
  // Shown only by the code that also removes it: without that code it would cover the page for good.
  sight.hidden = false;
}
