"use strict";
document.documentElement.classList.add("scripted");

/* The rows of the embedded data with the names of their fields, and words in the chosen language. */
const Siaga = (() => {
  const raw = JSON.parse(document.getElementById("data").textContent);
  const named = (rows, names) =>
    rows.map((row, i) => {
      const item = { i };
      names.forEach((name, n) => { item[name] = row[n]; });
      return item;
    });
  const data = {
    operation: raw.operation,
    map: raw.map,
    indicators: raw.indicators,
    sentences: raw.sentences,
    sources: raw.sources,
    districts: named(raw.districts, ["name", "code", "padals", "polsek", "polsekOwn"]),
    stations: named(raw.stations, [
      "id", "name", "village", "district", "voters", "tier", "threat", "reach", "access", "position",
      "special", "post", "x", "y", "inputs", "flips", "given",
    ]),
    posts: named(raw.posts, [
      "id", "district", "tier", "pattern", "level", "stations", "hub", "size", "crew", "maxMinutes",
      "access", "threat", "voters", "padal", "reasons",
    ]),
    people: named(raw.people, [
      "nrp", "rank", "name", "unit", "origin", "role", "place", "post", "district", "minutes", "kind",
      "leader", "reasons",
    ]),
    bases: named(raw.bases, ["name", "kind", "district", "x", "y", "access", "position"]),
    teams: named(raw.teams, ["id", "base", "size", "crew"]),
  };
  const TIERS = ["kurang_rawan", "rawan", "sangat_rawan", "khusus"];
  let language = document.documentElement.dataset.language;

  const levelOf = (station) =>
    station.post < 0 ? "unguarded" : data.posts[station.post].level;

  data.districts.forEach((district) => {
    const stations = data.stations.filter((s) => s.district === district.i);
    const posts = data.posts.filter((p) => p.district === district.i);
    const minutes = data.people
      .filter((p) => p.role === "post" && p.district === district.i && p.minutes !== null)
      .map((p) => p.minutes);
    Object.assign(district, {
      stations: stations.length,
      voters: stations.reduce((sum, s) => sum + s.voters, 0),
      posts: posts.length,
      officers: posts.reduce((sum, p) => sum + p.crew.length, 0),
      high: stations.filter((s) => s.tier > 0).length,
      below: stations.filter((s) => levelOf(s) !== "doctrine").length,
      longest: minutes.length ? Math.max(...minutes) : null,
      x: median(stations.map((s) => s.x)),
      y: median(stations.map((s) => s.y)),
    });
  });

  function median(values) {
    const ordered = [...values].sort((a, b) => a - b);
    return ordered.length ? ordered[ordered.length >> 1] : 0;
  }

  function say(key, values = {}) {
    const text = raw.texts[language][key];
    if (text === undefined) return key.slice(key.indexOf(".") + 1);
    return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
  }

  function number(value, decimals) {
    if (value === null || value === undefined) return "\u2013";
    const places = decimals ?? (Number.isInteger(value) ? 0 : 1);
    return value.toLocaleString(language === "id" ? "id-ID" : "en-GB", {
      minimumFractionDigits: places, maximumFractionDigits: places,
    });
  }

  return {
    data, TIERS, levelOf, say, number,
    side: () => (language === "id" ? 0 : 1),
    language: () => language,
    setLanguage(next) { language = next; },
    tierName: (tier) => say(`tier.${TIERS[tier]}`),
    sentence: (n) => data.sentences[n][language === "id" ? 0 : 1],
  };
})();

/* Elements: make("p", {class: "x"}, "text", child). Text is always set as text, never as HTML. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

function makeSvg(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/* The symbol of a tier, as in the legend. */
function tierMark(tier) {
  const chip = document.querySelector(`.chip[data-tier="${Siaga.TIERS[tier]}"] svg`);
  if (!chip) return make("span");
  const copy = chip.cloneNode(true);
  copy.setAttribute("aria-hidden", "true");
  return copy;
}
