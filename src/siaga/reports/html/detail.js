/* The panel beside the map: one station, post, officer, base or district, and why. */
const Detail = (() => {
  const panel = document.getElementById("detail");
  const { data, say, number } = Siaga;
  let current = null;

  const heading = (text) => make("h2", { tabindex: "-1" }, text);
  const section = (text) => make("h3", {}, text);
  const row = (name, value) => make("div", { class: "row" }, make("span", {}, name), make("span", {}, value));
  const pill = (text, kind, mark) => make("span", { class: `pill ${kind || ""}` }, mark || null, text);
  const go = (kind, i, text) => make("button", { type: "button", class: "linkish", onclick: () => pick({ kind, i }) }, text);
  const why = (reasons) => reasons.length
    ? [section(say("d.why")), make("ul", { class: "why" }, ...reasons.map((r) => make("li", {}, Siaga.sentence(r))))]
    : [];
  const levelPill = (level) => pill(say(`level.${level}`), level === "doctrine" ? "" : "below");
  const tierPill = (tier) => pill(Siaga.tierName(tier), "", tierMark(tier));

  function journey(person) {
    if (person.minutes === null) return person.unit;
    return say("d.from", { minutes: number(person.minutes), unit: person.unit, kind: say(`kind.${person.kind}`) });
  }

  function crew(numbers) {
    if (!numbers.length) return make("p", {}, say("d.noguard"));
    return make("ul", {}, ...numbers.map((n) => {
      const person = data.people[n];
      const lead = person.leader ? ` (${say("d.leader")})` : "";
      return make("li", {}, go("person", n, `${person.rank} ${person.name}${lead}`),
        make("small", {}, `NRP ${person.nrp} · ${journey(person)}`));
    }));
  }

  function score(name, value) {
    const meter = make("span", { class: "meter" }, make("i", { style: `width:${Math.min(100, value || 0)}%` }));
    return make("div", { class: "row" }, make("span", {}, name, meter), make("span", {}, say("d.score", { points: number(value, 1) })));
  }

  function inputs(station) {
    if (!station.inputs.length) return [make("p", { class: "faint" }, say("d.noinputs"))];
    return [make("ul", {}, ...station.inputs.map(([id, kind, , points, source]) => {
      const label = data.indicators[id] ? data.indicators[id][Siaga.side()] : id;
      const [text, day, synthetic] = data.sources[source];
      const parts = [say(`score.${kind}`), text, day, synthetic ? say("d.synthetic") : ""];
      return make("li", {}, make("span", { class: "row", style: "border:0;padding:0" }, make("span", {}, label), make("b", {}, say("d.points", { points: number(points, 1) }))),
        make("small", {}, parts.filter(Boolean).join(" · ")));
    }))];
  }

  function flips(station) {
    if (station.given) return [make("p", { class: "faint" }, say("d.given"))];
    if (!station.flips.length) return [make("p", { class: "faint" }, say("d.nearflip"))];
    return [make("ul", {}, ...station.flips.map(([id, change, tier]) => {
      const label = data.indicators[id] ? data.indicators[id][Siaga.side()] : id;
      const percent = `${change > 0 ? "+" : "\u2212"}${number(Math.abs(change) * 100)} %`;
      return make("li", {}, say("d.flip", { indicator: label, change: percent, tier: Siaga.tierName(tier) }));
    }))];
  }

  const views = {
    station(s) {
      const post = s.post < 0 ? null : data.posts[s.post];
      const body = [
        heading(`${s.name} · ${s.village}`),
        make("p", {}, go("district", s.district, data.districts[s.district].name), ` · ${say("d.voters", { count: number(s.voters) })}`),
        make("p", {}, tierPill(s.tier), levelPill(Siaga.levelOf(s)), pill(say(`access.${s.access}`)), s.special ? pill(say("d.special")) : null),
        section(say("d.guard")),
      ];
      if (post) body.push(make("p", {}, go("post", post.i, `${say("c.post")} ${post.id}`)), crew(post.crew));
      else body.push(make("p", {}, say("d.noguard")));
      body.push(score(say("score.threat"), s.threat), score(say("score.reach"), s.reach),
        section(say("d.inputs")), ...inputs(s), section(say("d.flips")), ...flips(s),
        make("p", { class: "faint" }, say("d.position", { quality: say(`position.${s.position}`).toLowerCase() }), ` · ${s.id}`));
      return body;
    },
    post(p) {
      const missing = p.size - p.crew.length;
      return [
        heading(`${say("c.post")} ${p.id}`),
        make("p", {}, go("district", p.district, data.districts[p.district].name), ` · ${say("d.voters", { count: number(p.voters) })}`),
        make("p", {}, tierPill(p.tier), levelPill(p.level), pill(say(`access.${p.access}`))),
        row(say("c.pattern"), p.pattern),
        row(say("c.officers"), say("d.ofneed", { placed: p.crew.length, size: p.size })),
        p.maxMinutes === null ? null : make("p", { class: "faint" }, say("d.inside", { minutes: number(p.maxMinutes, 0) })),
        missing > 0 ? make("p", {}, pill(say("d.missing", { count: missing }), "below")) : null,
        section(say("d.guard")), crew(p.crew),
        p.padal < 0 ? null : row(say("role.padal"), go("person", p.padal, `${data.people[p.padal].rank} ${data.people[p.padal].name}`)),
        section(`${say("c.stations")} (${p.stations.length})`),
        make("ul", {}, ...p.stations.map((n) => {
          const s = data.stations[n];
          return make("li", {}, go("station", n, `${s.name}, ${s.village}${n === p.hub && p.stations.length > 1 ? ` (${say("d.hub")})` : ""}`),
            make("small", {}, `${Siaga.tierName(s.tier)} · ${say("d.voters", { count: number(s.voters) })}`));
        })),
        ...why(p.reasons),
      ];
    },
    person(p) {
      return [
        heading(`${p.rank} ${p.name}`),
        make("p", {}, `NRP ${p.nrp} · ${p.unit} · ${say(`origin.${p.origin}`)}`),
        make("p", {}, pill(say(`role.${p.role}`)), p.leader ? pill(say("d.leader")) : null),
        row(say("c.place"), p.post >= 0 ? go("post", p.post, `${say("c.post")} ${data.posts[p.post].id}`) : p.place),
        p.district >= 0 ? row(say("c.district"), go("district", p.district, data.districts[p.district].name)) : null,
        make("p", { class: "faint" }, journey(p)),
        ...why(p.reasons),
      ];
    },
    base(b) {
      const teams = data.teams.filter((t) => t.base === b.i);
      return [
        heading(b.name),
        make("p", {}, pill(say(`b.${b.kind}`)), pill(say(`access.${b.access}`))),
        b.district >= 0 ? row(say("c.district"), go("district", b.district, data.districts[b.district].name)) : null,
        teams.length ? section(say("d.waits")) : null,
        ...teams.flatMap((t) => [make("p", {}, make("b", {}, t.id)), crew(t.crew)]),
        make("p", { class: "faint" }, say("d.position", { quality: say(`position.${b.position}`).toLowerCase() })),
      ];
    },
    district(d) {
      const posts = data.posts.filter((p) => p.district === d.i);
      const polsek = d.polsekOwn ? d.polsek : say("d.polsek_near", { name: d.polsek });
      return [
        heading(`${say("c.district")} ${d.name}`),
        row(say("c.stations"), number(d.stations)), row(say("c.voters"), number(d.voters)),
        row(say("c.officers"), number(d.officers)), row(say("c.high"), number(d.high)),
        row(say("c.below"), number(d.below)),
        d.polsek ? row(say("c.polsek"), polsek) : null,
        ...d.padals.map((n) => row(say("role.padal"), go("person", n, `${data.people[n].rank} ${data.people[n].name}`))),
        section(`${say("c.posts")} (${posts.length})`),
        make("ul", {}, ...posts.map((p) => make("li", {}, go("post", p.i, p.id),
          make("small", {}, `${p.stations.length} TPS · ${Siaga.tierName(p.tier)} · ${say(`level.${p.level}`)}`)))),
      ];
    },
  };

  /* What to look at first, before anything is picked. */
  function attention() {
    const list = document.getElementById("attention");
    const groups = [
      ["a.unguarded", "post", data.posts.filter((p) => p.level === "unguarded"), (p) => [p.id, `${p.stations.length} TPS · ${data.districts[p.district].name}`]],
      ["a.unfilled", "post", data.posts.filter((p) => p.level !== "unguarded" && p.crew.length < p.size), (p) => [p.id, say("d.missing", { count: p.size - p.crew.length })]],
      ["a.threat", "station", [...data.stations].sort((a, b) => b.threat - a.threat).slice(0, 5), (s) => [`${s.name}, ${s.village}`, `${data.districts[s.district].name} · ${say("d.score", { points: number(s.threat, 1) })}`]],
      ["a.far", "person", data.people.filter((p) => p.role === "post" && p.minutes !== null).sort((a, b) => b.minutes - a.minutes).slice(0, 5), (p) => [`${p.rank} ${p.name}`, `${p.place} · ${journey(p)}`]],
    ];
    list.replaceChildren(...groups.filter((g) => g[2].length).flatMap(([key, kind, items, lines]) => [
      section(`${say(key)}${items.length > 5 ? ` (${items.length})` : ""}`),
      make("ul", {}, ...items.slice(0, 5).map((item) => {
        const [name, note] = lines(item);
        return make("li", {}, make("button", { type: "button", class: "linkish", onclick: () => pick({ kind, i: item.i }, { zoom: true }) }, name), make("small", {}, note));
      })),
    ]));
  }

  const rows = { station: "stations", post: "posts", person: "people", base: "bases", district: "districts" };

  function onMap(kind, item) {
    if (kind === "station") {
      PlanMap.mark([item]);
    } else if (kind === "post" || (kind === "person" && item.post >= 0)) {
      const post = kind === "post" ? item : data.posts[item.post];
      const stations = post.stations.map((n) => data.stations[n]);
      PlanMap.mark(stations, stations.map((s) => [data.stations[post.hub], s]));
      return stations;
    } else if (kind === "base") {
      PlanMap.mark([item]);
    } else if (kind === "district") {
      PlanMap.mark([]);
      PlanMap.chooseDistrict(item.i);
      return data.stations.filter((s) => s.district === item.i);
    }
    return null;
  }

  function draw() {
    if (!current) { attention(); return; }
    const item = data[rows[current.kind]][current.i];
    panel.replaceChildren(...views[current.kind](item).filter(Boolean));
  }

  function pick(next, { zoom = false, focus = false } = {}) {
    current = next;
    draw();
    const item = data[rows[next.kind]][next.i];
    const points = onMap(next.kind, item);
    if (next.kind === "district") PlanMap.fit(points);
    else if (zoom) PlanMap.fit(points || (item.x === undefined ? [] : [item]));
    panel.scrollTop = 0;
    if (focus) panel.querySelector("h2").focus({ preventScroll: true });
    Tables.highlight(next);
  }

  return { pick, draw, chosen: () => current };
})();
