// Draws the ranking board: rows, what unfolds under them, and their order.
// Text is inserted as text; only the details, which Python built from escaped text, are inserted as HTML.

function fillDetails(item, row, data) {
  const panel = item.querySelector(".so-detail");
  const html = (window.skinOptionsDetails || {})[row.id];
  if (html === undefined) {
    // The old text may be out of date.
    delete panel.dataset.html;
    panel.replaceChildren(element("p", "", "Its figures are on their way."));
    return;
  }
  if (panel.dataset.html !== html) {
    const opened = [...panel.querySelectorAll("details")].map((d) => d.open);
    panel.innerHTML = html;
    panel.querySelectorAll("details").forEach((d, k) => { d.open = opened[k] || false; });
    panel.dataset.html = html;
  }
  data.criteria.forEach((criterion, k) => {
    const cell = panel.querySelector(`[data-points="${criterion.id}"]`);
    if (!cell) return;
    const points = row.parts[k];
    const gap = row.couldAdd[k];
    cell.textContent = points === undefined ? "not ranked"
      : gap >= 0.5 ? `${Math.round(points)}, could be ${Math.round(points + gap)}` : `${Math.round(points)}`;
  });
}

// Requests the details of the open rows if any of them has none, once for the same set of rows.
function askForDetails(state) {
  const here = window.skinOptionsDetails;
  const open = [...state.list.children].filter((item) => !item.querySelector(".so-detail").hidden).map((item) => item.dataset.id);
  const lacking = here && open.some((id) => here[id] === undefined);
  const asked = open.join();
  if (lacking && asked !== state.asked) window.skinOptionsOpened(open);
  state.asked = lacking ? asked : "";
}

function makeItem(row, state) {
  const item = element("li", "so-row");
  item.dataset.id = row.id;
  const { head, refs } = makeHead("button");
  head.type = "button";
  head.setAttribute("aria-expanded", "false");
  const panel = element("div", "so-detail");
  panel.id = `so-detail-${row.id}`;
  panel.hidden = true;
  head.setAttribute("aria-controls", panel.id);
  head.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    head.setAttribute("aria-expanded", String(!panel.hidden));
    const current = state.data.rows.find((r) => r.id === row.id);
    if (!panel.hidden && current) fillDetails(item, current, state.data);
    askForDetails(state);
  });
  item.append(head, panel);
  state.refs.set(item, refs);
  return item;
}

const glides = new WeakMap();
const seen = new WeakMap(); // for each list, its rows in the order that is shown

// Fills the rows and shows them in order. They glide to their new positions unless the system asks for reduced motion, so
// their old positions are measured first. With ``keep`` the rows also get that order in the DOM. While a slider is moving
// only CSS ``order`` is set, since moving a row in the DOM makes the browser style and lay out all of it again.
function arrange(list, order, fill, { keep }) {
  const now = seen.get(list) || [];
  const same = order.length === now.length && order.every((item, k) => item === now[k]);
  const still = same || matchMedia("(prefers-reduced-motion: reduce)").matches;
  const stood = new Map(still ? [] : now.map((item) => [item, item.getBoundingClientRect()]));
  let foot = still ? 0 : list.getBoundingClientRect().top;
  fill();
  if (keep) putInOrder(list, order);
  else if (!same) order.forEach((item, k) => { item.style.order = k; });
  seen.set(list, order);
  if (still) return;
  for (const item of now) if (glides.has(item)) glides.get(item).cancel();
  const tops = order.map((item) => {
    if (keep) return item.getBoundingClientRect().top;
    foot += stood.get(item).height;
    return foot - stood.get(item).height;
  });
  order.forEach((item, k) => {
    const way = stood.has(item) ? stood.get(item).top - tops[k] : 0;
    if (way) glides.set(item, item.animate([{ transform: `translateY(${way}px)` }, { transform: "none" }], { duration: 180, easing: "ease-out" }));
  });
}

function draw(state) {
  const { data, root, list } = state;
  // If a slider returns to its old value, none of the words need to be written again.
  const isNew = state.written !== data;
  state.written = data;
  root.classList.remove("so-live");
  if (isNew) {
    root.querySelector(".so-legend").replaceWith(legend(data));
    root.querySelector(".so-asked").replaceWith(asked(data));
    list.setAttribute("aria-label", data.caption);
  }
  const items = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const order = data.rows.map((row) => items.get(row.id) || makeItem(row, state));
  arrange(list, order, () => data.rows.forEach((row, k) => {
    const item = order[k];
    updateBar(state.refs.get(item), row, data);
    if (isNew) {
      item.classList.toggle("so-plain", row.plain);
      updateWords(state.refs.get(item), row, data);
    }
    if (!item.querySelector(".so-detail").hidden) fillDetails(item, row, data);
  }), { keep: true });
  askForDetails(state);
  const message = orderSaid(data);
  const status = root.querySelector(".so-status");
  if (status.dataset.message !== undefined && status.dataset.message !== message) status.textContent = message;
  status.dataset.message = message;
}

// While a slider is moving: only bars, points and positions. The sentences are greyed until Python updates them.
function drawLive(state, importances) {
  const { data, root, list } = state;
  const live = weighed(data, importances);
  if (!live) return;
  root.classList.add("so-live");
  const items = new Map([...list.children].map((item) => [item.dataset.id, item]));
  if (live.rows.some((row) => !items.has(row.id))) return;
  const order = live.rows.map((row) => items.get(row.id));
  arrange(list, order, () => live.rows.forEach((row, k) => updateBar(state.refs.get(order[k]), row, live)), { keep: false });
}

const states = new WeakMap();

export default function ({ data, parentElement }) {
  let state = states.get(parentElement);
  if (!state) {
    const root = parentElement.querySelector(".so-board");
    const status = element("p", "so-status so-spoken");
    status.setAttribute("role", "status");
    const list = element("ol", "so-rows");
    root.replaceChildren(element("ul", "so-legend"), element("p", "so-asked"), list, status);
    state = { root, list, data, refs: new WeakMap() };
    states.set(parentElement, state);
    window.addEventListener("skin-options-details", () => draw(state));
    state.answered = followSliders(state, { live: drawLive, exact: draw });
  }
  state.data = data;
  draw(state);
  state.answered();
}
