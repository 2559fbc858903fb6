// Draws the board of the link that the page was opened with, before Streamlit's code has come, and has it follow
// the sliders beside it. It goes when the page has its own and shows what was set here, or has none for a while though
// it is finished; under a message over everything it is not seen. Where the page never comes, it stays.
const sight = document.getElementById("first-sight");
if (document.documentElement.dataset.held) sight?.remove();
else if (sight) {
  const WHILE = 3_000;
  const MOST = 30_000;

  const data = JSON.parse(sight.dataset.board);
  const list = element("ol", "so-rows");
  list.setAttribute("aria-label", data.caption);
  const rows = new Map();
  for (const row of data.rows) {
    const item = element("li", "so-row");
    item.classList.toggle("so-plain", row.plain);
    const { head, refs } = makeHead("div");
    updateWords(refs, row, data);
    item.append(head);
    rows.set(row.id, { item, refs });
  }
  const status = element("p", "so-spoken");
  status.setAttribute("role", "status");
  const board = sight.querySelector(".so-board");
  board.append(legend(data), asked(data), list, status);

  let now = data;
  const show = (importances) => {
    const exactly = importances.join() === data.importances.join();
    const next = exactly ? data : weighed(data, importances);
    if (!next) return;
    now = next;
    for (const row of now.rows) updateBar(rows.get(row.id).refs, row, now);
    putInOrder(list, now.rows.map((row) => rows.get(row.id).item));
    // What only Python can say is greyed until the page says it.
    sight.classList.toggle("first-moved", !exactly);
    board.classList.toggle("so-live", !exactly);
  };
  show(data.importances);

  const drawn = () => document.querySelector(".st-key-board .so-board:not(:empty)");
  const whole = () => drawn() && data.criteria.every(sliderOf);
  // One about a connection that does not come is shut at once (no_connection.js).
  const message = () => connected() && document.querySelector('[role="dialog"]');
  // On another page, or on one whose sliders are not found. Streamlit says that it is finished before all that has
  // come is in the page.
  const stuck = () => finished() && !whole() && (drawn() || !document.querySelector(".st-key-board"));
  let soon;
  let giveUp;
  const look = () => {
    if (message()) sight.hidden = true;
    if (finished()) giveUp ??= setTimeout(gone, MOST);
    if (!stuck()) soon = clearTimeout(soon);
    else soon ??= setTimeout(() => { form.handed(); gone(); }, WHILE);
    if ((whole() || (sight.hidden && form.untouched())) && form.handed()) gone();
  };
  const said = () => { status.textContent = orderSaid(now); };
  const form = followForm(sight, data, { show, said, free: look });

  const gone = () => {
    watcher.disconnect();
    clearTimeout(giveUp);
    clearTimeout(soon);
    form.end();
    const focused = data.criteria.find((criterion) => document.activeElement?.name === criterion.id);
    const scrolled = [[".first-body", '[data-testid="stMain"]'], [".first-form", ":has(> .st-key-priorities)"],
      [".first-tray", ":has(> .st-key-what_matters)"]]
      .map(([here, there]) => [sight.querySelector(here).scrollTop, there]).filter(([top]) => top);
    sight.remove();
    // Whoever has read down stays there, and whoever was at a slider, too.
    for (const [top, there] of scrolled) {
      const place = document.querySelector(there);
      if (place) place.scrollTop = top;
    }
    if (focused) sliderOf(focused)?.focus({ preventScroll: true });
  };
  const watcher = new MutationObserver(look);
  watcher.observe(document, { subtree: true, childList: true, attributeFilter: ["data-test-script-state", "value"] });
  // Shown by the code that takes it away again: without it, it would cover the page for good.
  sight.hidden = false;
}
