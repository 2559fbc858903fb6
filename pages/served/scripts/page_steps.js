// The browser's Back button leads to the page before, and leaves the view as it is. Streamlit makes a step of every
// setting that the server changes: a preset was five, each with a mix that nobody chose, and a link that was only
// spelt anew led back to one that Streamlit does not read. And it takes the settings of the page gone back to from its
// address, as they were then and without those of that page alone. So only another page is a step, and it gets the
// settings of now.
(() => {
  const { pushState, replaceState } = history;
  // Of each page its last settings, and the names of all it ever had: where one is missing, it stands at its start again.
  const last = new Map();
  const names = new Map();
  let { pathname, search } = location;
  // Before Streamlit goes on, it takes from the address what the next page does not know. So it is read when somebody
  // touches the page, which comes before.
  const note = () => {
    last.set(pathname, search);
    names.set(pathname, new Set([...(names.get(pathname) || []), ...new URLSearchParams(search).keys()]));
  };
  note();
  for (const touch of ["pointerdown", "keydown"]) addEventListener(touch, note, true);

  const write = (way, to) => {
    way.apply(history, to);
    ({ pathname, search } = location);
  };
  history.replaceState = (...to) => write(replaceState, to);
  history.pushState = (...to) => {
    const there = new URL(to[2] ?? "", location.href).pathname;
    write(there === pathname ? replaceState : pushState, to);
  };

  addEventListener("popstate", () => {
    note();
    const query = new URLSearchParams(last.get(location.pathname) ?? location.search);
    for (const name of names.get(pathname)) query.delete(name);
    for (const [name, value] of new URLSearchParams(search)) query.append(name, value);
    const text = `${query}`;
    history.replaceState(history.state, "", location.pathname + (text && `?${text}`) + location.hash);
  }, true);
})();
