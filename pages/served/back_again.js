// A lost connection is taken up again by Streamlit, with the visit that it belongs to. Where the server no
// longer knows that visit (another replica, or too long away), Streamlit would go on with an empty one and an
// old screen. Then the page is opened again: the view is in its link.
(() => {
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address, protocols) {
      super(address, protocols);
      const visit = Array.isArray(protocols) ? protocols[2] : undefined;
      if (visit) this.addEventListener("open", () => askFor(visit, String(address)));
    }
  };

  async function askFor(visit, address) {
    const place = address.replace(/^ws/, "http").replace(/_stcore\/stream.*$/, "visit");
    try {
      const answer = await fetch(place, { headers: { "x-visit": visit }, cache: "no-store" });
      if (answer.status === 204) return;
      if (answer.status !== 410) {
        // Over a bound, or a proxy's own answer: not knowing is no reason to go on with what may be empty.
        setTimeout(() => askFor(visit, address), 2000);
        return;
      }
    } catch {
      // The connection is gone again, and the next one will ask.
      return;
    }
    // Read by the page when it opens: it says that answers which are in no link are gone.
    document.cookie = "skin_options_back=1; max-age=60; path=/; SameSite=Lax";
    window.location.reload();
  }
})();
