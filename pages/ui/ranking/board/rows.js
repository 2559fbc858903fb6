// The rows of the board, drawn as text from values that Python computed. The first sight uses the same code
// (pages/served/first_sight/first_sight.py).

const HATCH = "so-hatch";

function element(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function legend(data) {
  const list = element("ul", "so-legend");
  const add = (text, kind, colour) => {
    const item = element("li", "", text);
    if (kind) item.prepend(element("i", kind));
    if (colour) item.firstChild.style.background = colour;
    list.append(item);
  };
  for (const { label, colour } of data.criteria) add(label, "so-key", colour);
  if (data.baseline !== null) add("= points out of 100");
  add("not measured: could add this much", `so-key ${HATCH}`);
  if (data.baseline !== null) add("value of no treatment for now", "so-key so-key-line");
  if (data.rows.some((row) => row.span)) {
    add(`likely ranks in 90 of 100 versions: 1 on the left, ${data.options} on the right`, "so-key so-key-span");
  }
  return list;
}

// The head of a row is built once and then only updated, so that its bars can be animated.
function makeHead(tag) {
  const head = element(tag, "so-head");
  const refs = {
    rank: element("span", "so-rank"),
    name: element("span", "so-name"),
    track: element("span", "so-bar"),
    pieces: [],
    gap: element("i", HATCH),
    line: element("u"),
    span: element("i"),
    spanTrack: element("span", "so-span"),
    total: element("span", "so-total"),
    upper: element("small", "so-upper"),
    ranks: element("small", "so-ranks"),
    spoken: element("span", "so-spoken"),
    stop: element("span", "so-stop"),
    why: element("span", "so-why"),
  };
  refs.track.append(refs.gap, refs.line);
  refs.spanTrack.append(refs.span);
  const bars = element("span", "so-bars");
  bars.append(refs.track, refs.spanTrack);
  const value = element("span", "so-value");
  value.append(refs.total, refs.upper, refs.ranks);
  for (const seen of [refs.track, refs.spanTrack, value]) seen.setAttribute("aria-hidden", "true");
  head.append(refs.rank, refs.name, bars, value, refs.spoken, refs.stop, refs.why, element("span", "so-chevron"));
  return { head, refs };
}

// Text that stays the same is not written: that would make the browser style and lay out the row again. Changed text is
// written into the existing text node: a new node would make the browser evaluate every ":has()" above it again.
function say(part, text) {
  if (part.textContent === text) return;
  if (part.firstChild && part.firstChild === part.lastChild && text) part.firstChild.data = text;
  else part.textContent = text;
}

function hide(part, hidden) {
  if (part.hidden !== hidden) part.hidden = hidden;
}

function setWidth(part, points) {
  hide(part, !(points > 0));
  part.style.width = `${Math.max(0, points)}%`;
}

// The parts that follow a moving slider: the rank, the bar and the points.
function updateBar(refs, row, data) {
  say(refs.rank, row.rank === null ? "" : `${row.rank}`);
  data.criteria.forEach((criterion, k) => {
    if (!refs.pieces[k]) {
      refs.pieces[k] = element("i");
      refs.pieces[k].style.background = criterion.colour;
      refs.track.insertBefore(refs.pieces[k], refs.gap);
    }
    setWidth(refs.pieces[k], row.parts[k] || 0);
  });
  setWidth(refs.gap, row.couldAdd.reduce((sum, points) => sum + points, 0));
  hide(refs.line, data.baseline === null);
  if (data.baseline !== null) refs.line.style.left = `${data.baseline}%`;
  const total = row.total === null ? null : Math.round(row.total);
  const upper = row.total === null ? null : Math.round(row.upper);
  say(refs.total, total === null ? "" : `${total}`);
  say(refs.upper, upper > total ? `–${upper}` : "");
}

function symbolOf(character) {
  const symbol = element("span", "", character);
  symbol.setAttribute("aria-hidden", "true");
  return symbol;
}

// The questions not asked yet, which may rule out any row.
function asked(data) {
  const line = element("p", "so-asked", data.notAsked);
  line.hidden = !data.notAsked;
  return line;
}

// The parts that only Python computes: the likely ranks, badges and sentences.
function updateWords(refs, row, data) {
  hide(refs.spanTrack, !row.span);
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
    mark.append(symbolOf(badge.symbol), ` ${badge.text}`);
    refs.name.append(mark);
  }
  hide(refs.stop, !row.stop);
  refs.stop.replaceChildren(...(row.stop ? [symbolOf("⊘"), ` ${row.stop}`] : []));
  refs.spoken.textContent = row.spoken;
  refs.why.textContent = row.why;
}

// Moves only the rows whose position in the DOM changes, and keeps the focus.
function putInOrder(list, order) {
  const focused = document.activeElement;
  for (const item of [...list.children]) if (!order.includes(item)) item.remove();
  order.forEach((item, k) => {
    item.style.order = "";
    if (list.children[k] !== item) list.insertBefore(item, list.children[k] || null);
  });
  if (focused !== document.activeElement && list.contains(focused)) focused.focus({ preventScroll: true });
}

// The announcement for screen readers when the order has changed.
function orderSaid(data) {
  const top = data.rows.slice(0, 3).map((row) => `${row.rank === null ? "" : row.rank} ${row.name}`);
  return `Order now: ${top.join(", ")}.`;
}
