// Says in our own sentences (no_connection.py) that the page has lost its connection to the server, or never had one.
// Streamlit's own dialogs for this mention scripts and terminals.
(() => {
  // Streamlit's own switch for hosts: its error dialogs stay closed, and it posts a message for each error instead.
  window.__streamlit = { HOST_CONFIG: { blockErrorDialogs: true } };

  // A short interruption ends before anybody could read about it, and a slow phone takes a while to load.
  const SHORT = 2_000;
  const LONG = 20_000;
  const SPOKEN = 5_000;
  const ATTRIBUTES = { attributeFilter: ["data-test-connection-state", "data-test-script-state"] };

  // Whether a script failed to load; the error that Streamlit reported, and the path of the page it was about;
  // whether the page has ever been shown.
  let failed = false;
  let told = "";
  let toldOn;
  let arrived = false;
  const state = () => {
    const app = document.querySelector(".stApp");
    const { testConnectionState: connection, testScriptState: script } = app?.dataset ?? {};
    const sight = document.getElementById("first-sight");
    if (connection === "DISCONNECTED_FOREVER") return "ended";
    if (connection !== "CONNECTED" || script === "initial") {
      if (arrived && !sight) return "lost";
      return `${app ? "blocked" : "absent"}${sight ? "-but-shown" : ""}`;
    }
    if (!arrived) {
      arrived = true;
      watcher.disconnect();
      watcher.observe(app, ATTRIBUTES);
    }
    if (told && script === "notRunning") toldOn ??= location.pathname;
    return toldOn && toldOn !== location.pathname ? "" : told;
  };

  let now = "";
  let shown = "";
  let due;
  const say = (what) => {
    if (what === shown) return;
    shown = what;
    const words = document.getElementById("no-connection-words")?.content.querySelector(`[data-when="${what}"]`);
    const place = document.getElementById("no-connection");
    place?.replaceChildren(...(words ? [words.cloneNode(true)] : []));
    // An attribute and not a ":has()" on the whole page, which would be evaluated again for each element of each chart.
    document.documentElement.toggleAttribute("data-no-connection", Boolean(words));
    if (place) heights.observe(place);
    // A screen reader may skip an element that is busy.
    if (what.endsWith("shown")) document.getElementById("first-sight")?.removeAttribute("aria-busy");
    if (what === "back") due = setTimeout(say, SPOKEN, "");
  };
  // The page begins below the sentence.
  const heights = new ResizeObserver(([{ target }]) => {
    document.documentElement.style.setProperty("--no-connection", `${target.offsetHeight}px`);
  });
  const look = () => {
    const found = state();
    if (found === now) return;
    now = found;
    clearTimeout(due);
    const never = /^(blocked|absent)/.test(found) && !(failed && found.startsWith("absent"));
    const wait = found === "lost" ? SHORT : never ? LONG - performance.now() : 0;
    if (wait > 0) due = setTimeout(say, wait, found);
    else say(found || (/^(lost|blocked)/.test(shown) ? "back" : ""));
  };

  // Streamlit applies that switch only after the server's first answer, and may open its dialog before. Closed by its
  // own button, the dialog stays closed. The focus returns to where it was.
  const shut = (button) => {
    if (!button) return;
    const focused = document.activeElement;
    button.click();
    requestAnimationFrame(() => setTimeout(() => focused.focus({ preventScroll: true })));
  };

  const watcher = new MutationObserver(() => {
    look();
    if (!arrived) shut(document.querySelector('[data-testid="stDialog"] button[aria-label="Close"]'));
  });
  watcher.observe(document, { subtree: true, childList: true, ...ATTRIBUTES });
  look();

  addEventListener("message", ({ source, data }) => {
    if (source !== window) return;
    // On a slow machine the run of the next page may end before the page has shown that it began.
    if (data?.type === "SET_CURRENT_PAGE_NAME") look();
    if (data?.type !== "CLIENT_ERROR_DIALOG" || data.error === "Connection error") return;
    told = data.error === "Page not found" ? "missing" : "broken";
    toldOn = undefined;
    look();
  });
  addEventListener("error", ({ target }) => {
    if (target.tagName !== "SCRIPT") return;
    failed = true;
    now = undefined;
    look();
  }, true);
})();
