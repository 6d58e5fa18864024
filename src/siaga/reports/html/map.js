/* The map: zoom, pan, filters, finding what lies under the pointer. */
const PlanMap = (() => {
  const svg = document.getElementById("plan-map");
  const [fullWidth, fullHeight] = Siaga.data.map;
  const tip = document.getElementById("tip");
  const chosen = document.getElementById("chosen");
  const hidden = { tiers: new Set(), district: -1 };
  let view = { x: 0, y: 0, width: fullWidth, height: fullHeight };
  let onPick = () => {};

  function unitsPerPixel() {
    const box = svg.getBoundingClientRect();
    return box.width ? Math.max(view.width / box.width, view.height / box.height) : 1;
  }

  function show() {
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
    const k = unitsPerPixel();
    svg.style.setProperty("--k", k.toFixed(4));
    svg.classList.toggle("far", view.width > fullWidth * 0.5);
    drawScale(k);
    thinNames(k);
    const ring = chosen.querySelector("circle");
    if (ring) ring.setAttribute("r", 13 * k);
  }

  /* Names that would run into another stay away until there is room. */
  function thinNames(k) {
    const kept = [];
    svg.querySelectorAll(".names g").forEach((group) => {
      const text = group.firstElementChild;
      const [x, y] = group.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
      const half = text.textContent.length * 3.3 * k + 4 * k;
      const box = { left: x - half, right: x + half, top: y - 13 * k, bottom: y + 5 * k };
      const clash = kept.some((b) => b.left < box.right && box.left < b.right && b.top < box.bottom && box.top < b.bottom);
      group.classList.toggle("off", clash);
      if (!clash) kept.push(box);
    });
  }

  function drawScale(k) {
    const bar = document.getElementById("scale-bar");
    const perKm = Number(bar.dataset.perKm);
    const rough = (120 * k) / perKm;
    const size = 10 ** Math.floor(Math.log10(rough));
    const km = [5, 2, 1].map((step) => step * size).find((step) => step <= rough);
    bar.style.width = `${(km * perKm) / k}px`;
    bar.firstElementChild.textContent = `${Siaga.number(km, km < 1 ? 1 : 0)} km`;
  }

  function zoomAt(factor, x, y) {
    const width = Math.min(fullWidth, Math.max(fullWidth / 40, view.width * factor));
    const scale = width / view.width;
    place(x - (x - view.x) * scale, y - (y - view.y) * scale, width);
  }

  function place(x, y, width) {
    const height = (width * fullHeight) / fullWidth;
    view = {
      x: Math.min(Math.max(x, 0), fullWidth - width),
      y: Math.min(Math.max(y, 0), fullHeight - height),
      width, height,
    };
    show();
  }

  function zoom(step) {
    if (step === "reset") return place(0, 0, fullWidth);
    return zoomAt(step === "in" ? 0.6 : 1 / 0.6, view.x + view.width / 2, view.y + view.height / 2);
  }

  function fit(points) {
    if (!points.length) return;
    const xs = points.map((p) => p.x), ys = points.map((p) => p.y);
    const low = { x: Math.min(...xs), y: Math.min(...ys) };
    const span = Math.max(
      Math.max(...xs) - low.x, ((Math.max(...ys) - low.y) * fullWidth) / fullHeight, fullWidth / 12);
    const width = Math.min(fullWidth, span * 1.35);
    const height = (width * fullHeight) / fullWidth;
    place((low.x + Math.max(...xs) - width) / 2, (low.y + Math.max(...ys) - height) / 2, width);
  }

  function visible(station) {
    return !hidden.tiers.has(station.tier) &&
      (hidden.district < 0 || station.district === hidden.district);
  }

  function at(event) {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const reach = 14 * unitsPerPixel();
    let best = null, least = reach * reach;
    const look = (kind, items) => {
      for (const item of items) {
        const d = (item.x - point.x) ** 2 + (item.y - point.y) ** 2;
        if (d < least) { least = d; best = { kind, i: item.i }; }
      }
    };
    look("station", Siaga.data.stations.filter(visible));
    look("base", Siaga.data.bases);
    if (!best && event.target.closest) {
      const village = event.target.closest(".villages path");
      if (village && Number(village.dataset.d) >= 0) best = { kind: "district", i: Number(village.dataset.d) };
    }
    return { best, point };
  }

  function label(pick) {
    const item = Siaga.data[`${pick.kind}s`][pick.i];
    return pick.kind === "station" ? `${item.name}, ${item.village}` : item.name;
  }

  function mark(points, links = []) {
    chosen.replaceChildren();
    if (links.length) chosen.append(makeSvg("path", { d: links.map((l) => `M${l[0].x} ${l[0].y}L${l[1].x} ${l[1].y}`).join("") }));
    const k = unitsPerPixel();
    points.forEach((p) => chosen.append(makeSvg("circle", { cx: p.x, cy: p.y, r: 13 * k })));
  }

  function filter() {
    svg.querySelectorAll(".district").forEach((group) => {
      group.classList.toggle("dim", hidden.district >= 0 && Number(group.dataset.d) !== hidden.district);
    });
    svg.querySelectorAll("[data-t]").forEach((shape) => {
      shape.classList.toggle("off", hidden.tiers.has(Siaga.TIERS.indexOf(shape.dataset.t)));
    });
  }

  function listen() {
    let start = null, moved = false;
    const pointers = new Map();
    let pinch = 0;
    svg.addEventListener("pointerdown", (event) => {
      pointers.set(event.pointerId, event);
      start = { x: event.clientX, y: event.clientY, view: { ...view } };
      moved = false;
      if (event.pointerType === "mouse") svg.setPointerCapture(event.pointerId);
    });
    svg.addEventListener("pointermove", (event) => {
      if (pointers.has(event.pointerId)) pointers.set(event.pointerId, event);
      if (pointers.size === 2) {
        const [a, b] = [...pointers.values()];
        const spread = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
        if (pinch) zoomAt(pinch / spread, view.x + view.width / 2, view.y + view.height / 2);
        pinch = spread;
        moved = true;
      } else if (start && pointers.size === 1) {
        const dx = event.clientX - start.x, dy = event.clientY - start.y;
        if (Math.hypot(dx, dy) > 5) moved = true;
        if (moved && view.width < fullWidth) {
          svg.classList.add("moving");
          const k = unitsPerPixel();
          place(start.view.x - dx * k, start.view.y - dy * k, view.width);
        }
      } else if (event.pointerType === "mouse") {
        hover(event);
      }
    });
    const end = (event) => {
      pointers.delete(event.pointerId);
      svg.classList.remove("moving");
      pinch = 0;
      start = null;
    };
    svg.addEventListener("pointerup", end);
    svg.addEventListener("pointercancel", end);
    svg.addEventListener("pointerleave", () => { tip.hidden = true; });
    svg.addEventListener("click", (event) => {
      if (moved) return;
      const { best } = at(event);
      if (best) onPick(best);
    });
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey && !event.metaKey && view.width === fullWidth && event.deltaY > 0) return;
      event.preventDefault();
      const { point } = at(event);
      zoomAt(event.deltaY > 0 ? 1.2 : 1 / 1.2, point.x, point.y);
    }, { passive: false });
    svg.setAttribute("tabindex", "0");
    svg.addEventListener("keydown", (event) => {
      const step = view.width / 8;
      const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
      if (moves[event.key]) place(view.x + moves[event.key][0], view.y + moves[event.key][1], view.width);
      else if (event.key === "+" || event.key === "=") zoom("in");
      else if (event.key === "-") zoom("out");
      else if (event.key === "0") zoom("reset");
      else return;
      event.preventDefault();
    });
    document.querySelectorAll("[data-zoom]").forEach((button) =>
      button.addEventListener("click", () => zoom(button.dataset.zoom)));
    document.querySelectorAll(".chip[data-tier]").forEach((chip) =>
      chip.addEventListener("click", () => {
        const tier = Siaga.TIERS.indexOf(chip.dataset.tier);
        const off = !hidden.tiers.has(tier);
        if (off) hidden.tiers.add(tier); else hidden.tiers.delete(tier);
        chip.setAttribute("aria-pressed", String(!off));
        filter();
      }));
    document.getElementById("map-district").addEventListener("change", (event) => {
      const district = Number(event.target.value);
      if (district >= 0) onPick({ kind: "district", i: district });
      else { chooseDistrict(-1); zoom("reset"); }
    });
    addEventListener("resize", show);
  }

  function hover(event) {
    const { best } = at(event);
    tip.hidden = !best;
    if (!best) return;
    tip.textContent = label(best);
    const box = svg.parentElement.getBoundingClientRect();
    const x = event.clientX - box.left, y = event.clientY - box.top;
    tip.style.left = `${Math.min(x + 14, box.width - tip.offsetWidth - 6)}px`;
    tip.style.top = `${Math.max(4, y - 32)}px`;
  }

  function chooseDistrict(district) {
    hidden.district = district;
    document.getElementById("map-district").value = String(district);
    filter();
  }

  return {
    start(pick) { onPick = pick; listen(); show(); },
    fit, mark, chooseDistrict, refresh: show,
    district: () => hidden.district,
  };
})();
