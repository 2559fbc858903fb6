// Draws the ranking board from values that Python computed.
// Text goes in as text; only the details, which Python built from escaped text, go in as HTML.

const SVG_HATCH = "so-hatch";

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function legend(data) {
  const list = element("ul", "so-legend");
  for (const criterion of data.criteria) {
    const item = element("li", "", criterion.label);
    const key = element("i", "so-key");
    key.style.background = criterion.colour;
    item.prepend(key);
    list.append(item);
  }
  if (data.baseline !== null) list.append(element("li", "", "= points out of 100"));
  const gap = element("li", "", "not measured: could add this much");
  gap.prepend(element("i", `so-key ${SVG_HATCH}`));
  list.append(gap);
  if (data.baseline !== null) {
    const line = element("li", "", "value of no treatment for now");
    line.prepend(element("i", "so-key so-key-line"));
    list.append(line);
    const span = element("li", "", `likely ranks in 90 of 100 versions: 1 on the left, ${data.options} on the right`);
    span.prepend(element("i", "so-key so-key-span"));
    list.append(span);
  }
  return list;
}

// The head of a row is built once and then only updated, so that its bars can grow instead of blink.
function makeHead() {
  const head = element("button", "so-head");
  head.type = "button";
  head.setAttribute("aria-expanded", "false");
  const refs = {
    rank: element("span", "so-rank"),
    name: element("span", "so-name"),
    track: element("span", "so-bar"),
    pieces: [],
    gap: element("i", SVG_HATCH),
    line: element("u"),
    span: element("i"),
    spanTrack: element("span", "so-span"),
    total: element("span", "so-total"),
    upper: element("small", "so-upper"),
    ranks: element("small", "so-ranks"),
    spoken: element("span", "so-spoken"),
    why: element("span", "so-why"),
  };
  refs.track.append(refs.gap, refs.line);
  refs.spanTrack.append(refs.span);
  const bars = element("span", "so-bars");
  bars.append(refs.track, refs.spanTrack);
  const value = element("span", "so-value");
  value.append(refs.total, refs.upper, refs.ranks);
  for (const seen of [refs.track, refs.spanTrack, value]) seen.setAttribute("aria-hidden", "true");
  head.append(refs.rank, refs.name, bars, value, refs.spoken, refs.why, element("span", "so-chevron"));
  return { head, refs };
}

function setWidth(part, points) {
  part.hidden = !(points > 0);
  part.style.width = `${Math.max(0, points)}%`;
}

// What follows the sliders: the rank, the bar and the points.
function updateBar(refs, row, data) {
  refs.rank.textContent = row.rank === null ? "" : row.rank;
  data.criteria.forEach((criterion, k) => {
    if (!refs.pieces[k]) {
      refs.pieces[k] = element("i");
      refs.track.insertBefore(refs.pieces[k], refs.gap);
    }
    refs.pieces[k].style.background = criterion.colour;
    setWidth(refs.pieces[k], row.parts[k] || 0);
  });
  setWidth(refs.gap, row.couldAdd.reduce((sum, points) => sum + points, 0));
  refs.line.hidden = data.baseline === null;
  if (data.baseline !== null) refs.line.style.left = `${data.baseline}%`;
  const total = row.total === null ? null : Math.round(row.total);
  const upper = row.total === null ? null : Math.round(row.upper);
  refs.total.textContent = total === null ? "" : total;
  refs.upper.textContent = upper > total ? `–${upper}` : "";
}

// What only Python says: the likely ranks, badges and sentences.
function updateWords(refs, row, data) {
  refs.spanTrack.hidden = !row.span;
  refs.ranks.textContent = "";
  if (row.span) {
    const [low, high] = row.span;
    refs.span.style.left = `${(100 * (low - 1)) / data.options}%`;
    refs.span.style.width = `${(100 * (high - low + 1)) / data.options}%`;
    refs.ranks.textContent = low === high ? `rank ${low}` : `rank ${low}–${high}`;
  }
  refs.name.replaceChildren(element("span", "so-title", row.name));
  for (const badge of row.badges) {
    const mark = element("span", `so-badge so-${badge.kind}`);
    const symbol = element("span", "", badge.symbol);
    symbol.setAttribute("aria-hidden", "true");
    mark.append(symbol, ` ${badge.text}`);
    refs.name.append(mark);
  }
  refs.spoken.textContent = `${row.spoken}.`;
  refs.why.textContent = row.why;
}

function fillDetails(item, row, data) {
  const panel = item.querySelector(".so-detail");
  const html = (window.skinOptionsDetails || {})[row.id];
  if (html === undefined || panel.dataset.html === html) {
    if (html === undefined) return;
  } else {
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

function makeItem(row, state) {
  const item = element("li", "so-row");
  item.dataset.id = row.id;
  const { head, refs } = makeHead();
  const panel = element("div", "so-detail");
  panel.id = `so-detail-${row.id}`;
  panel.hidden = true;
  head.setAttribute("aria-controls", panel.id);
  head.addEventListener("click", () => {
    panel.hidden = !panel.hidden;
    head.setAttribute("aria-expanded", String(!panel.hidden));
    const current = state.data.rows.find((r) => r.id === row.id);
    if (!panel.hidden && current) fillDetails(item, current, state.data);
  });
  item.append(head, panel);
  state.refs.set(item, refs);
  return item;
}

// Puts the rows in order; those that change place glide there unless the system asks for less motion.
function arrange(state, order) {
  const { list } = state;
  if (order.length === list.children.length && order.every((item, k) => item === list.children[k])) return;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const before = new Map(still ? [] : [...list.children].map((item) => [item, item.getBoundingClientRect().top]));
  const focused = document.activeElement;
  list.replaceChildren(...order);
  if (focused && list.contains(focused)) focused.focus({ preventScroll: true });
  for (const [item, top] of before) {
    const moved = item.isConnected ? top - item.getBoundingClientRect().top : 0;
    if (moved) item.animate([{ transform: `translateY(${moved}px)` }, { transform: "none" }], { duration: 180, easing: "ease-out" });
  }
}

function draw(state) {
  const { data, root, list } = state;
  root.classList.remove("so-live");
  root.querySelector(".so-legend").replaceWith(legend(data));
  list.setAttribute("aria-label", data.caption);
  const items = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const order = data.rows.map((row) => {
    const item = items.get(row.id) || makeItem(row, state);
    item.classList.toggle("so-plain", row.plain);
    const refs = state.refs.get(item);
    updateBar(refs, row, data);
    updateWords(refs, row, data);
    if (!item.querySelector(".so-detail").hidden) fillDetails(item, row, data);
    return item;
  });
  arrange(state, order);
  const top = data.rows.slice(0, 3).map((row) => `${row.rank === null ? "" : row.rank} ${row.name}`);
  const message = `Order now: ${top.join(", ")}.`;
  const status = root.querySelector(".so-status");
  if (status.dataset.message !== undefined && status.dataset.message !== message) status.textContent = message;
  status.dataset.message = message;
}

// While a slider is on its way: bars, points and places only. The sentences wait for Python, greyed.
function drawLive(state, importances) {
  const { data, root, list } = state;
  const live = weighed(data, importances);
  if (!live) return;
  root.classList.add("so-live");
  const items = new Map([...list.children].map((item) => [item.dataset.id, item]));
  if (live.rows.some((row) => !items.has(row.id))) return;
  for (const row of live.rows) updateBar(state.refs.get(items.get(row.id)), row, live);
  arrange(state, live.rows.map((row) => items.get(row.id)));
}

const states = new WeakMap();

export default function ({ data, parentElement }) {
  let state = states.get(parentElement);
  if (!state) {
    const root = parentElement.querySelector(".so-board");
    const status = element("p", "so-status so-spoken");
    status.setAttribute("role", "status");
    const list = element("ol", "so-rows");
    root.replaceChildren(element("ul", "so-legend"), list, status);
    state = { root, list, data, refs: new WeakMap() };
    states.set(parentElement, state);
    window.addEventListener("skin-options-details", () => draw(state));
    state.answered = followSliders(state, { live: drawLive, exact: draw });
  }
  state.data = data;
  draw(state);
  state.answered();
}
