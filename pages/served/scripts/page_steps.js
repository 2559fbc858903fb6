// The browser's Back button leads to the previous page and keeps the current settings. Streamlit adds a history entry
// for every setting that the server changes: a preset made five, each with weights that nobody chose, and a rewritten
// link led back to the one that Streamlit could not read. On going back, it also takes the settings from that entry's
// address, where they are out of date. With this script only another page adds an entry, and it gets the current
// settings.
(() => {
  const { pushState, replaceState } = history;
  // For each page its last settings, and the names of all that it ever had: a missing one is back at its default.
  const last = new Map();
  const names = new Map();
  let { pathname, search } = location;
  // Before a change of page, Streamlit removes settings from the address that the next page does not have. So the address
  // is read on every press of a pointer or key, which comes before that.
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
