/* ---- what-if: settings that were computed, and nothing between them ---- */

const panel = $("#live");
const live = data.live;
if (panel && live) {
  const SVG = "http://www.w3.org/2000/svg";
  const form = $(".live-form", panel);
  const [OURS, RIVAL, GONE, SEATS, CHANCES, LEADERS, EXPECTED, STATE] = [0, 1, 2, 3, 4, 5, 6, 7];
  const base = live.points[0];
  let now = base;
  let kept = null;

  const draw = (tag, attributes, ...children) => {
    const element = document.createElementNS(SVG, tag);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };
  const signed = (n) => digits((n > 0 ? "+" : n < 0 ? "−" : "") + Math.abs(n));
  const whole = (n) => digits(String(Math.round(n)));
  const find = (ours, rival, gone) => live.points.find((p) => p[OURS] === ours && p[RIVAL] === rival && p[GONE] === gone);
  const swing = (n) => (n ? label("live.points", { n: signed(n) }) : label("live.as_expected"));
  const allies = (n) => $(`input[name=gone][value="${n}"]`, form)?.parentNode.textContent.trim();
  /** A setting in words. */
  function words(point) {
    const parts = [];
    if (point[OURS]) parts.push(`${live.sides[0][3]} ${swing(point[OURS])}`);
    if (point[RIVAL]) parts.push(`${live.sides[2][3]} ${swing(point[RIVAL])}`);
    if (point[GONE] >= 0) parts.push(allies(point[GONE]));
    if (point[STATE]) parts.push(label("live.only_state", { state: data.states[point[STATE]] }));
    return parts.join(", ") || label("live.no_change");
  }
  /** A setting in one state alone: that state from the setting, all others from the base; no range, no chance. */
  const alone = new Map();
  function within(point, state) {
    const at = live.states.indexOf(state);
    if (point === base || point[GONE] >= 0 || at < 0) return point;
    const key = code(point) + state;
    if (!alone.has(key)) {
      const sum = [0, 1, 2].map((k) => (point[EXPECTED][3 * at + k] - base[EXPECTED][3 * at + k]) / 1000);
      const more = { ours: sum[0], alliance: sum[0] + sum[1] };
      const blocs = live.blocs.map(([key], i) => (base[SEATS][i] ? [base[SEATS][i][0] + (more[key] ?? sum[2])] : null));
      const leaders = data.seats.map((seat, i) => (seat[3] === state ? point : base)[LEADERS][i]).join("");
      const expected = base[EXPECTED].map((n, i) => (Math.floor(i / 3) === at ? point[EXPECTED][i] : n));
      alone.set(key, [point[OURS], point[RIVAL], -1, blocs, base[CHANCES].map(() => "–"), leaders, expected, state]);
    }
    return alone.get(key);
  }
  const range = (s) => s.length > 1 && label("live.range", { low: whole(s[1]), high: whole(s[2]) });
  const code = (point) => [point[OURS], point[RIVAL], point[GONE], ...(point[STATE] ? [point[STATE]] : [])].join(",");

  /** The setting that the form shows; where an ally has left, only the votes as expected were computed. */
  function chosen() {
    const gone = Number(form.elements.gone?.value ?? -1);
    const at = (key) => (form.elements[key] && gone < 0 ? live.steps[key][form.elements[key].value] : 0);
    const found = find(at("ours"), at("rival"), gone) ?? base;
    return form.elements.scope.checked ? within(found, spot.state) : found;
  }
  /** One state alone can be asked for where its swing moves no other state. */
  function scope() {
    const box = $(".live-scope", form);
    box.hidden = spot.state === "" || now[GONE] >= 0 || !live.states.includes(spot.state);
    $("span", box).textContent = spot.state && label("live.only_state", { state: data.states[spot.state] });
    $("p", box).hidden = !now[STATE];
  }
  function show(point) {
    now = point;
    for (const key of ["ours", "rival"]) {
      const slider = form.elements[key];
      if (!slider) continue;
      const value = point[key === "ours" ? OURS : RIVAL];
      slider.value = live.steps[key].indexOf(value);
      slider.disabled = point[GONE] >= 0;
      slider.setAttribute("aria-valuetext", swing(value));
      $(`#live-${key}-said`).textContent = swing(value);
    }
    if (point[STATE] || point === base) form.elements.scope.checked = Boolean(point[STATE]) || form.elements.scope.checked;
    else form.elements.scope.checked = false;
    scope();
    const radio = $(`input[name=gone][value="${point[GONE]}"]`, form);
    if (radio) radio.checked = true;
    if ($(".live-only", form)) $(".live-only", form).hidden = point[GONE] < 0;
    table();
    curve();
    map();
    place();
    const total = (point[LEADERS].match(/[A-Z]/g) ?? []).length;
    $(".live-changed", panel).textContent = label("live.changed", { n: digits(String(total)) });
    const flags = [[OURS, "ours"], [RIVAL, "rival"]].filter(([i]) => point[i]).map(([i, key]) => ` --swing ${live.codes[key]}=${point[i] > 0 ? "+" : ""}${point[i]}`);
    const gone = point[GONE] >= 0 ? live.gone[point[GONE]].map((p) => ` --drop-ally ${p}`) : [];
    const only = point[STATE] ? ` --state ${point[STATE]}` : "";
    $(".live-command", panel).textContent = `${point === base ? live.forecast : live.command}${[...flags, ...gone].join("")}${only} ${live.draws}`;
  }

  function table() {
    const columns = kept ? [[label("live.now"), now], [label("live.kept", { setting: words(kept) }), kept]] : [[label("live.now"), now]];
    const head = make("tr", {}, make("td"), ...columns.map(([text]) => make("th", { scope: "col", text })));
    const row = (name, cell) => make("tr", {}, make("th", { scope: "row", text: name }), ...columns.map(([, point]) => make("td", {}, ...cell(point))));
    const seats = live.blocs.map(([, name], i) => row(name, (point) => {
      const s = point[SEATS][i];
      if (!s) return ["–"];
      const moved = base[SEATS][i] ? Math.round(s[0]) - Math.round(base[SEATS][i][0]) : 0;
      return [make("b", { text: whole(s[0]) }), " ", make("span", { text: range(s) || "" }), " ",
        make("small", { text: point === base ? "" : label("live.change", { n: moved ? signed(moved) : "±" + digits("0") }) })];
    }));
    const goals = live.goals.map((name, i) => row(name, (point) => [point[CHANCES][i]]));
    $(".live-table thead", panel).replaceChildren(head);
    $(".live-table tbody", panel).replaceChildren(...seats, ...goals);
  }

  /** Seats of ours against our votes, at the rival's setting: each dot was computed. */
  function curve() {
    const svg = $(".curve", panel);
    const points = live.points.filter((p) => p[RIVAL] === now[RIVAL] && p[GONE] === now[GONE]).sort((a, b) => a[OURS] - b[OURS]);
    // one dot is no curve, and one state alone has no range
    $(".live-curve", panel).hidden = Boolean(now[STATE]) || points.length < 2;
    if ($(".live-curve", panel).hidden) return;
    const top = Math.max(10, ...live.points.map((p) => p[SEATS][0]?.[2] ?? 0));
    const [first, last] = [live.steps.ours[0], live.steps.ours.at(-1)];
    const x = (n) => 34 + ((n - first) / (last - first || 1)) * 290;
    const y = (n) => 160 - (n / top) * 145;
    const at = (p, k) => `${x(p[OURS]).toFixed(1)},${y(p[SEATS][0][k]).toFixed(1)}`;
    const title = label("live.curve", { party: live.sides[0][3] });
    $(".live-curve figcaption", panel).textContent = title;
    const parts = [draw("title", {}, title)];
    parts.push(draw("desc", {}, points.map((p) => label("live.curve_point", { x: swing(p[OURS]), mean: whole(p[SEATS][0][0]), low: whole(p[SEATS][0][1]), high: whole(p[SEATS][0][2]) })).join("; ")));
    for (const n of [0, Math.round(top / 2), top]) parts.push(draw("line", { class: "grid", x1: 34, x2: 324, y1: y(n), y2: y(n) }), draw("text", { x: 28, y: y(n) + 4, "text-anchor": "end" }, digits(String(n))));
    for (const n of live.steps.ours) parts.push(draw("text", { x: x(n), y: 180, "text-anchor": "middle" }, n ? signed(n) : digits("0")));
    if (points.length > 1) {
      parts.push(draw("polygon", { class: "band", points: [...points.map((p) => at(p, 2)), ...points.toReversed().map((p) => at(p, 1))].join(" ") }));
      parts.push(draw("polyline", { class: "curve-line", points: points.map((p) => at(p, 0)).join(" ") }));
    }
    for (const p of points) {
      parts.push(draw("line", { class: "reach", x1: x(p[OURS]), x2: x(p[OURS]), y1: y(p[SEATS][0][1]), y2: y(p[SEATS][0][2]) }));
      parts.push(draw("circle", { class: p === now ? "dot on" : "dot", cx: x(p[OURS]), cy: y(p[SEATS][0][0]), r: p === now ? 6 : 3.2 }));
    }
    if (kept && kept[SEATS][0] && !kept[STATE]) parts.push(draw("circle", { class: "dot kept", cx: x(kept[OURS]), cy: y(kept[SEATS][0][0]), r: 6 }));
    svg.replaceChildren(...parts);
  }

  /** The tiles of the page's first map, coloured by the side that leads. */
  const tiles = $(".live-map .tiles", panel);
  const order = new Map(data.seats.map((seat, i) => [seat[0], i]));
  const sides = new Map(live.sides.map((side) => [side[0], side]));
  const source = $(".map .tiles");
  if (source) {
    tiles.setAttribute("viewBox", source.getAttribute("viewBox"));
    for (const child of source.children) if (!["title", "desc"].includes(child.tagName)) tiles.append(child.cloneNode(true));
  } else $(".live-map", panel).hidden = true;
  const hexagons = $$(".hexes use", tiles);
  const words_ = draw("title", {});
  tiles.prepend(words_);
  function map() {
    const counts = new Map(live.sides.map((side) => [side[0], 0]));
    for (const hexagon of hexagons) {
      const letter = now[LEADERS][order.get(hexagon.dataset.seat)] ?? " ";
      const side = sides.get(letter.toLowerCase());
      if (side) counts.set(side[0], counts.get(side[0]) + 1);
      hexagon.setAttribute("class", side ? side[1] : "blank");
      hexagon.setAttribute("href", "#h-" + (side ? side[2] : "plain"));
      hexagon.classList.toggle("turned", letter !== letter.toLowerCase());
      hexagon.classList.toggle("off", spot.state !== "" && hexagon.dataset.s !== spot.state);
    }
    tiles.classList.toggle("chosen", spot.state !== "");
    $$(".border", tiles).forEach((border) => border.classList.toggle("off", spot.state !== "" && border.dataset.s !== spot.state));
    const items = live.sides.filter((side) => side[3] && counts.get(side[0])).map((side) => {
      const sign = draw("svg", { class: "sw", viewBox: "-10 -11 20 22", "aria-hidden": "true" }, draw("use", { href: "#h-" + side[2], class: side[1] }));
      return make("li", {}, sign, make("span", { text: side[3] }), " ", make("b", { text: digits(String(counts.get(side[0]))) }));
    });
    $(".live-map .legend", panel).replaceChildren(...items);
    words_.textContent = items.map((item) => item.textContent).join(", ");
  }
  /** What the setting gives in the state that is shown. */
  function place() {
    const line = $(".live-state", panel);
    const i = live.states.indexOf(spot.state);
    line.hidden = i < 0;
    if (i < 0) return;
    const said = [0, 1, 2].map((k) => [live.sides[k][3], now[EXPECTED][3 * i + k]]).filter(([name, n], k) => name && (k === 0 || n > 49))
      .map(([name, n]) => `${name} ${digits((n / 1000).toFixed(1))}`);
    line.textContent = label("live.state", { state: data.states[spot.state], seats: said.join(", ") });
  }

  function settle() {
    show(chosen());
    spot.live = now === base && !kept ? "" : kept ? `${code(now)};${code(kept)}` : code(now);
    writeSpot();
    const said = live.blocs.map(([, name], i) => (now[SEATS][i] ? `${name} ${whole(now[SEATS][i][0])}` : "")).filter(Boolean).join(", ");
    $("#live-status").textContent = label("live.said", { setting: words(now), seats: said });
  }
  const keep = $(".live-keep", form);
  function compare(point) {
    kept = point;
    keep.setAttribute("aria-pressed", String(point !== null));
  }
  form.addEventListener("input", settle);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => {
    compare(null);
    settle();
  }));
  keep.addEventListener("click", () => {
    compare(kept ? null : now);
    settle();
  });
  $(".live-link", form).addEventListener("click", async () => {
    spot.place = "live";
    spot.live = kept ? `${code(now)};${code(kept)}` : code(now);
    writeSpot();
    const said = $(".live-link-said", panel);
    try {
      await navigator.clipboard.writeText(location.href);
      said.textContent = label("live.linked");
    } catch {
      said.textContent = label("live.link_failed");
    }
  });
  function named(text = "") {
    const [ours, rival, gone, state] = text.split(",");
    const found = find(Number(ours), Number(rival), Number(gone));
    return found && state && state === spot.state ? within(found, state) : found;
  }
  document.addEventListener("khaka:live", () => {
    const [first, second] = spot.live.split(";");
    compare(named(second) ?? null);
    show(named(first) ?? base);
  });
  document.addEventListener("khaka:state", () => {
    if (now[STATE] && now[STATE] !== spot.state) {
      form.elements.scope.checked = false;
      settle();
    } else if (!spot.state) form.elements.scope.checked = false;
    map();
    place();
    scope();
  });
  panel.classList.add("ready");
  show(base);
}
