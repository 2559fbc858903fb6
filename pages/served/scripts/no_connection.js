// Says in sentences of ours that the page has lost its connection to the server, or never got one. Streamlit has
// dialogs for that, which tell of scripts and terminals. The sentences stand in no_connection.py.
(() => {
  // Streamlit's own switch for whoever hosts it: its dialogs about errors stay shut, and a message tells of each.
  window.__streamlit = { HOST_CONFIG: { blockErrorDialogs: true } };

  // A short break is mended before anybody has read of it, and a slow phone still loads for a while.
  const SHORT = 2_000;
  const LONG = 20_000;
  const SPOKEN = 5_000;
  const ATTRIBUTES = { attributeFilter: ["data-test-connection-state", "data-test-script-state"] };

  // A script of the page that did not come; what Streamlit told; whether the page was ever there.
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
    // An attribute and not ":has()" of the whole page, which would be asked again with each element of each chart.
    document.documentElement.toggleAttribute("data-no-connection", Boolean(words));
    if (place) heights.observe(place);
    // A screen reader may leave out what is still on its way.
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

  // Streamlit reads that switch from the server's first answer. Until then it still opens its dialog; shut by the
  // dialog's own button it stays shut. The focus goes back to where it was.
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
    // On a slow machine the next page's run may end before the page has shown that it began.
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
