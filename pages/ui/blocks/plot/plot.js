// Draws the chart that Python made, and keeps it as wide as its container. New figures update the same chart, so that it
// never disappears in between.

// Plotly's toolbar is left out, and zoom too: it would trap scrolling on a phone, and the scales are fixed.
const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false };

let plotly;

// The code is in the same folder as Streamlit's, wherever that is served from.
function code() {
  plotly ??= afterBoard()
    .then(() => import(new URL(CODE, document.querySelector('script[type="module"][src*="/static/js/"]').src)))
    .then(() => window.Plotly);
  return plotly;
}

class Plot {
  constructor(root) {
    this.root = root;
    root.setAttribute("role", "figure");
    this.watcher = new ResizeObserver(() => this.draw());
  }

  show({ figure, height, alt }) {
    this.root.setAttribute("aria-label", alt);
    if (figure === this.figure) return;
    this.figure = figure;
    // Reserves the chart's height before it is drawn, so that nothing below it moves.
    this.root.style.height = `${height}px`;
    this.watcher.observe(this.root);
    this.draw();
  }

  async draw() {
    const first = !this.drawn;
    const Plotly = await code().catch(() => this.say());
    // When a page opens, each chart is drawn in a separate task, so that keys and touches are handled in between.
    if (first) await new Promise((resolve) => setTimeout(resolve));
    const { root, figure } = this;
    const width = root.clientWidth;
    if (!Plotly || !root.isConnected || !width || (this.drawn === figure && this.width === width)) return;
    if (!this.drawn) root.replaceChildren();
    Object.assign(this, { drawn: figure, width });
    const { data, layout } = JSON.parse(figure);
    Plotly.react(root, data, { ...layout, width }, CONFIG);
  }

  say() {
    plotly = undefined;
    this.root.style.height = "auto";
    this.root.textContent = "This chart could not be loaded. The table below has the same figures.";
  }

  async leave() {
    this.watcher.disconnect();
    if (this.drawn) (await code()).purge(this.root);
  }
}

const plots = new WeakMap();

export default function ({ data, parentElement }) {
  if (!plots.has(parentElement)) plots.set(parentElement, new Plot(parentElement.querySelector(".so-plot")));
  const plot = plots.get(parentElement);
  plot.show(data);
  return () => plot.leave();
}
