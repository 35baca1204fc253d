"use strict";
(function () {
  const narrow = () => window.innerWidth < 600;

  // A chart replaces its still picture once it is drawn; if anything fails, the picture stays.
  function layoutOf(figure, room) {
    const layout = Object.assign({}, figure.layout, { autosize: true });
    delete layout.width;
    layout.height = Math.min(layout.height || 420, Math.max(300, room * 0.95));
    if (narrow()) {
      // Each entry of the legend takes a row of its own here; the plot above keeps its room.
      layout.height += 24 * figure.data.filter(trace => trace.name && trace.showlegend !== false).length;
      layout.legend = Object.assign({}, layout.legend, { orientation: "h", x: 0, xanchor: "left", y: -0.28, yanchor: "top" });
      layout.margin = Object.assign({}, layout.margin, { l: 52, r: 12 });
      layout.dragmode = false;
      if (layout.meta && layout.meta.stacked) merge(layout, layout.meta.stacked);
    }
    return layout;
  }

  // A figure of two parts side by side says itself how they stand one above the other.
  function merge(into, from) {
    for (const [key, value] of Object.entries(from)) {
      if (value && typeof value === "object" && into[key]) merge(into[key], value); else into[key] = value;
    }
  }

  function draw(holder) {
    if (holder.dataset.nbDrawn || holder.clientWidth === 0) return;
    holder.dataset.nbDrawn = "started";
    const still = holder.querySelector(".nb-still");
    const live = document.createElement("div");
    live.className = "nb-live";
    const failed = reason => {
      live.remove();
      still.hidden = false;
      holder.dataset.nbDrawn = "failed";
      console.warn("A chart stays a still picture: " + reason);
    };
    try {
      const figure = JSON.parse(document.getElementById(holder.id + "-data").textContent);
      const room = holder.clientWidth;
      holder.append(live);
      const config = { responsive: true, displaylogo: false, displayModeBar: narrow() ? false : "hover",
        modeBarButtonsToRemove: ["select2d", "lasso2d", "autoScale2d", "sendChartToCloud"], showSendToCloud: false };
      still.hidden = true;
      window.Plotly.newPlot(live, figure.data, layoutOf(figure, room), config)
        .then(() => { holder.dataset.nbDrawn = "yes"; }, failed);
    } catch (reason) {
      failed(reason);
    }
  }

  const charts = () => { if (window.Plotly) document.querySelectorAll(".nb-chart").forEach(draw); };
  charts();
  document.addEventListener("toggle", charts, true);

  // Boxes that scroll can be reached with the keyboard.
  function reach() {
    document.querySelectorAll(".nb-scroll, .nb-html, .nb-source pre, .nb-prose pre, .nb-text").forEach(box => {
      if (box.hasAttribute("data-nb-long")) return;
      if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0; else box.removeAttribute("tabindex");
    });
  }
  reach();
  window.addEventListener("resize", reach);

  // The contents mark the section that is being read.
  const links = new Map();
  document.querySelectorAll(".nb-side a").forEach(link => links.set(decodeURIComponent(link.hash.slice(1)), link));
  const headings = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
  let current = null;
  function mark() {
    let reading = null;
    for (const heading of headings) {
      if (heading.getBoundingClientRect().top > 120) break;
      reading = heading;
    }
    const link = reading && links.get(reading.id);
    if (link === current) return;
    if (current) current.removeAttribute("aria-current");
    if (link) link.setAttribute("aria-current", "true");
    current = link;
  }
  if (headings.length > 0) {
    window.addEventListener("scroll", mark, { passive: true });
    mark();
  }

  // Paper shows charts as still pictures (see the style sheet) and has nothing to unfold; a link into a folded box opens it.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll(".nb-main details:not([open]):not(.nb-top)")];
    opened.forEach(fold => { fold.open = true; });
  });
  window.addEventListener("afterprint", () => opened.forEach(fold => { fold.open = false; }));
  function unfold() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target && location.hash.length > 1) target.scrollIntoView();
  }
  window.addEventListener("hashchange", unfold);
  if (location.hash.length > 1) unfold();
})();
