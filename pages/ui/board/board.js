// Draws the ranking board from values that Python computed. It adds nothing up and ranks nothing.
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

function bar(row, data) {
  const track = element("span", "so-bar");
  track.setAttribute("aria-hidden", "true");
  const piece = (width, className, colour) => {
    if (!(width > 0)) return;
    const part = element("i", className);
    part.style.width = `${width}%`;
    if (colour) part.style.background = colour;
    track.append(part);
  };
  row.parts.forEach((points, k) => piece(points, "", data.criteria[k].colour));
  piece(row.couldAdd.reduce((sum, points) => sum + points, 0), SVG_HATCH);
  if (data.baseline !== null) {
    const line = element("u");
    line.style.left = `${data.baseline}%`;
    track.append(line);
  }
  return track;
}

function bars(row, data) {
  const box = element("span", "so-bars");
  box.append(bar(row, data));
  if (row.span) {
    const track = element("span", "so-span");
    track.setAttribute("aria-hidden", "true");
    const line = element("i");
    line.style.left = `${(100 * (row.span[0] - 1)) / data.options}%`;
    line.style.width = `${(100 * (row.span[1] - row.span[0] + 1)) / data.options}%`;
    track.append(line);
    box.append(track);
  }
  return box;
}

function value(row) {
  const box = element("span", "so-value");
  if (row.total === null) return box;
  const total = Math.round(row.total);
  box.textContent = total;
  const upper = Math.round(row.upper);
  if (upper > total) box.append(element("small", "", `–${upper}`));
  if (row.span) {
    const [low, high] = row.span;
    box.append(element("small", "so-ranks", low === high ? `rank ${low}` : `rank ${low}–${high}`));
  }
  box.setAttribute("aria-hidden", "true");
  return box;
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
  const head = element("button", "so-head");
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
  });
  item.append(head, panel);
  return item;
}

function updateItem(item, row, data) {
  item.classList.toggle("so-plain", row.plain);
  const name = element("span", "so-name");
  name.append(element("span", "so-title", row.name));
  for (const badge of row.badges) {
    const mark = element("span", `so-badge so-${badge.kind}`);
    const symbol = element("span", "", badge.symbol);
    symbol.setAttribute("aria-hidden", "true");
    mark.append(symbol, ` ${badge.text}`);
    name.append(mark);
  }
  const head = item.querySelector(".so-head");
  head.replaceChildren(
    element("span", "so-rank", row.rank === null ? "" : row.rank),
    name,
    bars(row, data),
    value(row),
    element("span", "so-spoken", `${row.spoken}.`),
    element("span", "so-why", row.why),
    element("span", "so-chevron"),
  );
  if (!item.querySelector(".so-detail").hidden) fillDetails(item, row, data);
}

function draw(state) {
  const { data, root, list } = state;
  root.querySelector(".so-legend").replaceWith(legend(data));
  list.setAttribute("aria-label", data.caption);
  const items = new Map([...list.children].map((item) => [item.dataset.id, item]));
  const order = data.rows.map((row) => {
    const item = items.get(row.id) || makeItem(row, state);
    updateItem(item, row, data);
    return item;
  });
  const focused = document.activeElement;
  if (order.length !== list.children.length || order.some((item, k) => item !== list.children[k])) {
    list.replaceChildren(...order);
    if (focused && list.contains(focused)) focused.focus({ preventScroll: true });
  }
  const top = data.rows.slice(0, 3).map((row) => `${row.rank === null ? "" : row.rank} ${row.name}`);
  const message = `Order now: ${top.join(", ")}.`;
  const status = root.querySelector(".so-status");
  if (status.dataset.message !== undefined && status.dataset.message !== message) status.textContent = message;
  status.dataset.message = message;
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
    state = { root, list, data };
    states.set(parentElement, state);
    window.addEventListener("skin-options-details", () => draw(state));
  }
  state.data = data;
  draw(state);
}
