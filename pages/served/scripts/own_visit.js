// A visit belongs to the page that opened it (own_visits.py). The page gives the server a name that it makes up and
// nobody else learns. Its tab keeps the name, so that the next page of the tab gets what no link holds; and which
// kinds of things that is, so that they can be named where the server has lost them. What they say stays there.
(() => {
  const KEY = "skin_options_visit";
  const GONE = 4410;
  const name = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let before = [];
  try {
    before = /^([0-9a-f]{32})(?: ([a-z_]+))?$/.exec(sessionStorage.getItem(KEY))?.slice(1).filter(Boolean) ?? [];
  } catch {
    // The browser lets this page keep nothing, as in a frame on another site. Then nobody knows what was there.
    before = ["unknown", performance.getEntriesByType("navigation")[0]?.type === "reload" ? "any" : "nothing"];
  }
  // The board of the link is not the one that was there: it must not be seen in between.
  if (before[1] && before[1] !== "nothing") document.documentElement.dataset.held = before[1];

  // A page that is not drawn yet says nothing of what it holds.
  const held = () => /st-key-holds_(\S*)/.exec(document.querySelector("[class*=st-key-holds_]")?.className)?.[1];
  const keep = () => {
    try {
      sessionStorage.setItem(KEY, `${name} ${held() ?? before[1] ?? ""}`.trim());
    } catch {}
  };

  const Plain = window.WebSocket;
  let soon;
  window.WebSocket = class extends Plain {
    constructor(address, protocols) {
      // Streamlit's third is the visit that the page had before its connection was lost.
      const ours = () => [...protocols.slice(0, 2), name, ...(protocols[2] ? ["again"] : before)];
      super(address, Array.isArray(protocols) ? ours() : protocols);
      // A page is drawn in many messages. With the last of them, what it holds is there.
      this.addEventListener("message", () => {
        clearTimeout(soon);
        soon = setTimeout(keep, 200);
      });
      // Streamlit would go on with an empty visit and an old screen.
      this.addEventListener("close", ({ code }) => code === GONE && location.reload());
    }
  };
})();
