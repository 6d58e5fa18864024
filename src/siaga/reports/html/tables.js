/* Tables that sort, filter and export. Only the rows in sight are in the page, so that thousands
   stay smooth; when printing, all rows that match are written out. */
const Tables = (() => {
  const { data, say, number, TIERS } = Siaga;
  const host = document.getElementById("browser");
  const ROW = 37;
  const text = (key, get) => ({ key, get, show: get });
  const num = (key, get, decimals) => ({ key, get, num: true, show: (r) => number(get(r), decimals) });
  const districtName = (r) => (r.district < 0 ? "" : data.districts[r.district].name);
  const tier = { key: "tier", get: (r) => r.tier, show: (r) => Siaga.tierName(r.tier), mark: true };
  const level = (of) => ({ key: "level", get: of, show: (r) => say(`level.${of(r)}`), warn: (r) => of(r) !== "doctrine" });
  const access = text("access", (r) => say(`access.${r.access}`));
  const person = (n) => (n === undefined || n < 0 ? "" : `${data.people[n].rank} ${data.people[n].name}`);

  const tables = {
    districts: { kind: "district", rows: data.districts, columns: [
      text("district", (r) => r.name), num("stations", (r) => r.stations), num("voters", (r) => r.voters),
      num("posts", (r) => r.posts), num("officers", (r) => r.officers), num("high", (r) => r.high),
      { ...num("below", (r) => r.below), warn: (r) => r.below > 0 }, num("longest", (r) => r.longest, 0),
      text("padal", (r) => r.padals.map(person).join(", ")), text("polsek", (r) => (r.polsekOwn || !r.polsek ? r.polsek : say("d.polsek_near", { name: r.polsek }))),
    ] },
    posts: { kind: "post", rows: data.posts, columns: [
      text("post", (r) => r.id), text("district", districtName), tier, level((r) => r.level),
      text("pattern", (r) => r.pattern), num("stations", (r) => r.stations.length), num("voters", (r) => r.voters),
      { key: "team", num: true, get: (r) => r.crew.length, show: (r) => `${r.crew.length}/${r.size}`, warn: (r) => r.crew.length < r.size },
      num("maxmin", (r) => r.maxMinutes, 0), access, num("threat", (r) => r.threat, 1),
      text("officers", (r) => r.crew.map((n) => data.people[n].name).join(", ")),
    ] },
    people: { kind: "person", rows: data.people, columns: [
      text("nrp", (r) => r.nrp), text("rank", (r) => r.rank), text("name", (r) => r.name), text("unit", (r) => r.unit),
      text("duty", (r) => say(`role.${r.role}`)), text("place", (r) => r.place), text("district", districtName),
      num("minutes", (r) => r.minutes, 0),
    ] },
    stations: { kind: "station", rows: data.stations, columns: [
      text("station", (r) => r.name), text("village", (r) => r.village), text("district", districtName),
      num("voters", (r) => r.voters), tier, num("threat", (r) => r.threat, 1), num("reach", (r) => r.reach, 1), access,
      text("post", (r) => (r.post < 0 ? "" : data.posts[r.post].id)), level(Siaga.levelOf), text("id", (r) => r.id),
    ] },
    teams: { kind: "base", rows: data.teams, target: (r) => r.base, columns: [
      text("id", (r) => r.id), text("base", (r) => (r.base < 0 ? "" : data.bases[r.base].name)),
      text("district", (r) => (r.base < 0 ? "" : districtName(data.bases[r.base]))),
      num("size", (r) => r.size), text("officers", (r) => r.crew.map((n) => data.people[n].name).join(", ")),
    ] },
  };

  const state = { tab: "districts", search: "", tier: -1, district: -1, sort: null, descending: false, now: null };
  let shown = [], grid, body, count;

  function matches() {
    const table = tables[state.tab];
    const words = state.search.toLowerCase().split(/\s+/).filter(Boolean);
    shown = table.rows.filter((row) => {
      if (state.district >= 0 && (state.tab === "districts" ? row.i : row.district) !== state.district && state.tab !== "teams") return false;
      if (state.tier >= 0 && row.tier !== undefined && row.tier !== state.tier) return false;
      if (!words.length) return true;
      const line = table.columns.map((c) => c.show(row)).join(" ").toLowerCase();
      return words.every((word) => line.includes(word));
    });
    const column = table.columns.find((c) => c.key === state.sort);
    if (column) {
      const order = new Intl.Collator(Siaga.language(), { numeric: true });
      const turn = state.descending ? -1 : 1;
      const empty = (v) => v === null || v === undefined || v === "";
      shown.sort((a, b) => {
        const x = column.get(a), y = column.get(b);
        if (empty(x) || empty(y)) return empty(x) - empty(y); // nothing known goes last either way
        return turn * (typeof x === "number" && typeof y === "number" ? x - y : order.compare(String(x), String(y)));
      });
    }
  }

  function cell(column, row, first, table) {
    const value = String(column.show(row) ?? "");
    const attributes = { class: [column.num ? "num" : "", column.warn && column.warn(row) ? "warned" : ""].join(" ").trim() || null, title: value.length > 34 ? value : null };
    const content = first
      ? make("button", { type: "button", class: "linkish", onclick: (event) => { event.stopPropagation(); open(row, table); } }, value || "\u2013")
      : column.mark ? make("span", {}, tierMark(row.tier), ` ${value}`) : value;
    return make("td", attributes, content);
  }

  function open(row, table) {
    const i = table.target ? table.target(row) : row.i;
    if (i < 0) return;
    Detail.pick({ kind: table.kind, i }, { zoom: true, focus: true });
    document.getElementById("map").scrollIntoView({ block: "start" });
  }

  function isNow(row, table) {
    return state.now && state.now.kind === table.kind && (table.target ? table.target(row) : row.i) === state.now.i;
  }

  function window_(all) {
    const table = tables[state.tab];
    const from = all ? 0 : Math.max(0, Math.floor(grid.scrollTop / ROW) - 8);
    const to = all ? shown.length : Math.min(shown.length, from + Math.ceil((grid.clientHeight || 560) / ROW) + 16);
    const spacer = (rows) => make("tr", { class: "spacer", "aria-hidden": "true" }, make("td", { colspan: table.columns.length, style: `height:${rows * ROW}px` }));
    const lines = shown.slice(from, to).map((row, n) => {
      const line = make("tr", { "data-i": row.i, "aria-rowindex": from + n + 2, class: isNow(row, table) ? "now" : null },
        ...table.columns.map((c, k) => cell(c, row, k === 0, table)));
      line.addEventListener("click", () => open(row, table));
      return line;
    });
    if (!shown.length) lines.push(make("tr", {}, make("td", { colspan: table.columns.length }, say("nothing"))));
    const focused = document.activeElement && body.contains(document.activeElement);
    if (focused && !all && from === body.from && to === body.to) return;
    body.from = from; body.to = to;
    body.replaceChildren(...(from ? [spacer(from)] : []), ...lines, ...(to < shown.length ? [spacer(shown.length - to)] : []));
  }

  function refresh() {
    matches();
    count.textContent = say("rows", { shown: number(shown.length), all: number(tables[state.tab].rows.length) });
    grid.querySelector("table").setAttribute("aria-rowcount", shown.length + 1);
    grid.scrollTop = 0;
    body.from = -1;
    window_(false);
  }

  function header(column) {
    const sorted = state.sort === column.key;
    return make("th", { scope: "col", class: column.num ? "num" : null, "aria-sort": sorted ? (state.descending ? "descending" : "ascending") : "none" },
      make("button", { type: "button", title: say("sort", { column: say(`c.${column.key}`) }), onclick: () => {
        state.descending = sorted ? !state.descending : Boolean(column.num);
        state.sort = column.key;
        draw(`th:nth-child(${tables[state.tab].columns.indexOf(column) + 1}) button`);
      } }, say(`c.${column.key}`)));
  }

  function options(items, value) {
    return [make("option", { value: "-1" }, say("all")), ...items.map((name, i) => make("option", { value: i, selected: i === value || null }, name))];
  }

  function chooser(key, label, items) {
    const select = make("select", { "aria-label": label }, ...options(items, state[key]));
    select.addEventListener("change", () => { state[key] = Number(select.value); refresh(); });
    return select;
  }

  function draw(focus) {
    const tabs = make("div", { class: "tabs", role: "tablist" }, ...Object.keys(tables).map((key) =>
      make("button", { type: "button", role: "tab", id: `tab-${key}`, "aria-controls": "tab-panel", "aria-selected": String(key === state.tab), tabindex: key === state.tab ? "0" : "-1",
        onclick: () => { Object.assign(state, { tab: key, sort: null, descending: false }); draw(`#tab-${key}`); } }, `${say(`tab.${key}`)} (${number(tables[key].rows.length)})`)));
    tabs.addEventListener("keydown", (event) => {
      const keys = Object.keys(tables), step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) tabs.children[(keys.indexOf(state.tab) + step + keys.length) % keys.length].click();
    });
    const search = make("input", { type: "search", placeholder: say("search"), "aria-label": say("search"), value: state.search });
    search.addEventListener("input", () => { state.search = search.value; refresh(); });
    count = make("span", { class: "count", role: "status" });
    const hasTier = tables[state.tab].columns.includes(tier);
    const bench = make("div", { class: "bench" }, search,
      state.tab === "teams" ? null : chooser("district", say("c.district"), data.districts.map((d) => d.name)),
      hasTier ? chooser("tier", say("c.tier"), TIERS.map((_, i) => Siaga.tierName(i))) : null,
      make("button", { type: "button", class: "action", id: "export", onclick: download }, say("export")), count);
    body = make("tbody");
    grid = make("div", { class: "grid", tabindex: "0", role: "tabpanel", id: "tab-panel", "aria-labelledby": `tab-${state.tab}` },
      make("table", {}, make("thead", {}, make("tr", {}, ...tables[state.tab].columns.map(header))), body));
    if (!hasTier) state.tier = -1;
    let waiting = false;
    grid.addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => { waiting = false; window_(false); });
    });
    host.replaceChildren(tabs, bench, grid);
    refresh();
    if (focus) host.querySelector(focus)?.focus();
  }

  /* As the CSV files of the output folder: ";", UTF-8 with BOM, decimal comma in Indonesian, and
     no cell a spreadsheet would take for a formula. */
  function csv() {
    const columns = tables[state.tab].columns;
    const quote = (value) => (/[";\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    const safe = (value) => (/^\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(value) ? `'${value}` : value);
    const line = (row) => columns.map((c) => {
      const value = c.num ? c.get(row) : c.show(row);
      if (typeof value !== "number") return quote(safe(String(value ?? "")));
      return Siaga.language() === "id" ? String(value).replace(".", ",") : String(value);
    }).join(";");
    return "\ufeff" + [columns.map((c) => quote(say(`c.${c.key}`))).join(";"), ...shown.map(line)].join("\r\n") + "\r\n";
  }

  function download() {
    const link = make("a", { href: URL.createObjectURL(new Blob([csv()], { type: "text/csv;charset=utf-8" })), download: `${data.operation}-${state.tab}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  addEventListener("beforeprint", () => window_(true));
  addEventListener("afterprint", () => { body.from = -1; window_(false); });

  return { draw, highlight(pick) { state.now = pick; body.from = -1; window_(false); } };
})();
