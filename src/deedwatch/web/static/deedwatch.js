// What the page does beyond plain HTML: switch layers, light up a span and its row, work the review by keyboard,
// draw charts. Without it every page still reads and every form still works.
"use strict";

(() => {
  // --- layers of a report ------------------------------------------------------------------------------------
  for (const box of document.querySelectorAll("input[data-layer]")) {
    const apply = () => document.body.classList.toggle("no-" + box.dataset.layer, !box.checked);
    box.addEventListener("change", apply);
    apply();
  }

  const light = (ids, on) => {
    for (const id of ids) {
      for (const node of document.querySelectorAll(`[data-ids~="${CSS.escape(id)}"], [data-row="${CSS.escape(id)}"]`)) {
        node.classList.toggle("lit", on);
      }
    }
  };
  const idsOf = (node) => (node.dataset.ids ? node.dataset.ids.split(" ") : [node.dataset.row]);
  for (const node of document.querySelectorAll("[data-ids], [data-row]")) {
    node.addEventListener("mouseenter", () => light(idsOf(node), true));
    node.addEventListener("mouseleave", () => light(idsOf(node), false));
    node.addEventListener("focus", () => {
      light(idsOf(node), true);
      const row = document.querySelector(`[data-row="${CSS.escape(idsOf(node)[0])}"]`);
      if (node.dataset.ids && row) row.scrollIntoView({ block: "nearest" });
    });
    node.addEventListener("blur", () => light(idsOf(node), false));
  }

  // --- the as-of slider of the ledger ------------------------------------------------------------------------
  const slider = document.querySelector("input[type=range][data-days]");
  if (slider) {
    const days = JSON.parse(slider.dataset.days);
    const field = document.getElementById(slider.dataset.field);
    slider.hidden = false;
    slider.addEventListener("input", () => { field.value = days[slider.value]; });
    slider.addEventListener("change", () => field.form.requestSubmit());
  }

  // --- review by keyboard ------------------------------------------------------------------------------------
  const review = document.querySelector("form[data-review]");
  if (review) {
    const keys = { a: "accept", r: "refuse", s: "skip", u: "undo", c: "correct" };
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
        if (event.key === "Escape") event.target.blur();
        return;
      }
      if (event.key === "n") {
        event.preventDefault();
        review.querySelector("[name=note]").focus();
        return;
      }
      const button = review.querySelector(`button[value="${keys[event.key]}"]`);
      if (button) {
        event.preventDefault();
        review.requestSubmit(button);
      }
    });
  }

  // --- charts: Vega-Lite with the expression interpreter, so that no script is made from text ------------------
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const [ink, line] = ["--ink", "--line"].map((name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  // the colours of a verdict's picture (reckoning/verdicts/picture.py) that a dark page would swallow
  const inTheDark = (text) => text.replaceAll("#4c5f7a", "#9db8dc").replaceAll("#b5532d", "#f2a27c").replaceAll("#d9c9a3", "#6f6546");
  const mapOf = (told) => ({
    width: "container", height: 420, projection: { type: "equalEarth" },
    layer: [
      { data: { url: "/static/land-110m.json", format: { type: "topojson", feature: "land" } },
        mark: { type: "geoshape", aria: false, fill: dark ? "#33363a" : "#e4e0d4", stroke: null } },
      { data: { values: told.points },
        mark: { type: "point", size: 60, strokeWidth: 1.5 },
        encoding: {
          longitude: { field: "longitude", type: "quantitative" }, latitude: { field: "latitude", type: "quantitative" },
          color: { field: "type", type: "nominal", title: "type" },
          shape: { field: "status", type: "nominal", title: "status" },
          fillOpacity: { condition: { test: "datum.precision === 'place'", value: 0.7 }, value: 0 },
          href: { field: "link" },
          tooltip: [{ field: "title" }, { field: "day" }, { field: "place" }, { field: "precision" }],
        } },
    ],
  });

  for (const place of document.querySelectorAll("[data-chart], [data-map]")) {
    if (!window.vega || !window.vegaLite) break;
    fetch(place.dataset.chart || place.dataset.map, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
      .then((told) => {
        const spec = place.dataset.map ? mapOf(told) : dark ? JSON.parse(inTheDark(JSON.stringify(told))) : told;
        const axis = { labelColor: ink, titleColor: ink, domainColor: ink, tickColor: ink, gridColor: line };
        const legend = { labelColor: ink, titleColor: ink, ...(place.hasAttribute("data-map") ? {} : { symbolFillColor: ink, symbolStrokeColor: ink }) };
        spec.config = { ...(spec.config || {}), background: "transparent", axis, legend, title: { color: ink },
                        view: { stroke: null }, ...(dark ? { mark: { color: "#8ec2f5" } } : {}) };
        const runtime = vega.parse(vegaLite.compile(spec).spec, null, { ast: true });
        const view = new vega.View(runtime, { expr: vega.expressionInterpreter, renderer: "svg", hover: true });
        return view.initialize(place).runAsync();
      })
      .catch((error) => {
        const note = document.createElement("p");
        note.className = "soft";
        note.textContent = "The chart could not be drawn: " + error.message;
        place.append(note);
      });
  }
})();
