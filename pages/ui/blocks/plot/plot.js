// Draws the figure that Python made, and keeps it as wide as its place. With other figures it is the same chart,
// told what changed: it is never taken away in between.

// The bars and buttons of Plotly are left out: zoom would trap the scroll on a phone, and the scales are fixed.
const CONFIG = { displayModeBar: false, scrollZoom: false, doubleClick: false };

let plotly;

// The code stands beside Streamlit's, wherever that is served from.
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
    // When a page opens, each chart is drawn in a task of its own, so that keys and fingers are answered in between.
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
