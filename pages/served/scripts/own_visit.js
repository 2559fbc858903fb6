// A visit belongs to the page that opened it (own_visits.py). The page sends the server a random name that nobody else
// knows. The tab stores the name, so that its next page gets what no link holds, and the kinds of that content, so that
// a loss can be reported. The content itself stays on the server.
(() => {
  const KEY = "skin_options_visit";
  const GONE = 4410;
  const name = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  let before = [];
  try {
    before = /^([0-9a-f]{32})(?: ([a-z_]+))?$/.exec(sessionStorage.getItem(KEY))?.slice(1).filter(Boolean) ?? [];
  } catch {
    // The browser lets this page store nothing, for example in a frame on another site, so what was there is unknown.
    before = ["unknown", performance.getEntriesByType("navigation")[0]?.type === "reload" ? "any" : "nothing"];
  }
  // The board of the link differs from the one that was shown before, so the first sight must not appear.
  if (before[1] && before[1] !== "nothing") document.documentElement.dataset.held = before[1];

  // Undefined until the page is drawn.
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
      // Streamlit's third protocol is the id of the visit that the page had before its connection was lost.
      const ours = () => [...protocols.slice(0, 2), name, ...(protocols[2] ? ["again"] : before)];
      super(address, Array.isArray(protocols) ? ours() : protocols);
      // A page is drawn by many messages. After the last one, what the visit holds is known.
      this.addEventListener("message", () => {
        clearTimeout(soon);
        soon = setTimeout(keep, 200);
      });
      // Streamlit would continue with an empty visit and the old screen.
      this.addEventListener("close", ({ code }) => code === GONE && location.reload());
    }
  };
})();
