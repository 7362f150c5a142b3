/* Khaka's page: explains numbers, sorts and filters tables, links map and table, finds seats. No request leaves it. */
(() => {
  "use strict";
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const data = JSON.parse($("#khaka-data").textContent);
  const { figures, tables, pool } = data.explain;
  const seats = new Map(data.seats.map((seat) => [seat[0], seat]));
  const label = (key, values = {}) => data.labels[key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const collator = new Intl.Collator(data.lang, { numeric: true });
  const FIRST = 20;

  /** An element with attributes (``text`` is its text); user text only ever goes in as text. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === "text") element.textContent = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  const seatName = (seat) => (data.lang === "hi" ? seat[2] : seat[1]);
  const rowName = (key) => (seats.has(key) ? seatName(seats.get(key)) : data.states[key] ?? key);
  /** Letters as they are compared: no case, no nukta, candrabindu as anusvara. */
  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u093c]/g, "").replace(/\u0901/g, "\u0902");

  /* ---- numbers ---- */

  const heads = (table) => $$("thead th", table);
  function cellId(element) {
    const cell = element.closest("td,th");
    const table = cell.closest("table");
    return [table.dataset.table, cell.parentNode.dataset.row.toLowerCase(), heads(table)[cell.cellIndex].dataset.col].join(".");
  }

  /** What is known of a number: its own entry, or its column's with the row put in. */
  function lookup(id) {
    if (Object.hasOwn(figures, id)) return figures[id];
    for (const [name, columns] of Object.entries(tables)) {
      if (!id.startsWith(name + ".")) continue;
      const rest = id.slice(name.length + 1);
      const column = Object.keys(columns).find((key) => rest.endsWith("." + key));
      const rowKey = column && rest.slice(0, rest.length - column.length - 1);
      const table = column && $$("table").find((t) => t.dataset.table === name);
      const row = table && [...table.tBodies[0].rows].find((r) => r.dataset.row.toLowerCase() === rowKey);
      if (!row) continue;
      const head = heads(table).findIndex((h) => h.dataset.col === column);
      const entry = { ...columns[column], row: row.dataset.row };
      const unit = $("small", heads(table)[head]);
      entry.v = row.cells[head].textContent + (unit && row.cells[head].dataset.v !== undefined ? (unit.textContent === "%" ? "%" : " " + unit.textContent) : "");
      entry.f = (entry.f ?? []).map(([key, value]) => [key, value === "{row}" ? row.dataset.row : value]);
      if (!entry.r && entry.k !== "measured") Object.assign(entry, { r: [row.dataset.row], n: 1 });
      return entry;
    }
    return null;
  }

  const dialog = $("#explain");
  let opener = null;
  function explain(id) {
    const entry = lookup(id);
    if (!entry) return;
    const list = make("dl");
    const line = (key, ...content) => content.length && list.append(make("div", {}, make("dt", { text: label("explain." + key) }), make("dd", {}, ...content)));
    if (entry.b !== undefined) line("base", pool[entry.b]);
    if (entry.i) line("interval", entry.i);
    line("how", label("kind." + entry.k));
    if (entry.m) line("measure", make("code", { text: entry.m }));
    if (entry.f?.length) line("filters", make("code", { text: entry.f.map((pair) => pair.join("=")).join("  ") }));
    if (entry.x) line("formula", make("code", { text: entry.x }));
    if (entry.o) line("of", ...entry.o.flatMap((ref) => [lookup(ref) ? make("button", { type: "button", class: "ref", "data-ref": ref, text: ref }) : make("code", { text: ref }), " "]));
    if (entry.r) line("rows", `${entry.n}: ${entry.r.map(rowName).join(", ")}${entry.n > entry.r.length ? " " + label("rows_more", { n: entry.n - entry.r.length }) : ""}`);
    if (entry.s) line("sources", ...entry.s.flatMap((source, i) => [i ? "; " : "", sourceName(source)]));
    if (entry.t !== undefined) line("note", pool[entry.t]);
    line("id", make("code", { text: id }));
    if (!entry.l) line("command", make("code", { text: "khaka explain " + id }));
    $("#explain-body").replaceChildren(make("p", { class: "value", text: entry.v }), make("p", { class: "def", text: pool[entry.d] }), list);
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
  }
  function sourceName(id) {
    const source = data.sources[id];
    if (!source) return id;
    const text = [source[0], source[1], source[3]].filter(Boolean).join(", ");
    return source[2] ? make("a", { href: source[2], rel: "noreferrer noopener", text }) : text;
  }
  function open(element) {
    opener = element;
    explain(element.dataset.id ?? cellId(element));
  }
  dialog.addEventListener("close", () => opener?.focus?.());
  dialog.addEventListener("click", (event) => {
    const ref = event.target.closest("[data-ref]");
    if (ref) explain(ref.dataset.ref);
    else if (event.target === dialog) dialog.close();
  });

  /** Arrow keys move between the numbers of a table: one stop in the tab order for each table. */
  function step(element, key) {
    const cell = element.closest("td");
    const rows = [...cell.closest("tbody").rows].filter((r) => r.offsetParent !== null);
    let row = rows.indexOf(cell.parentNode);
    let column = cell.cellIndex;
    const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[key];
    for (;;) {
      row += down;
      column += right;
      const next = rows[row]?.cells[column];
      if (!next) return;
      const target = $(".f", next);
      if (!target || target.offsetParent === null) continue;
      element.tabIndex = -1;
      target.tabIndex = 0;
      target.focus();
      return;
    }
  }

  /* ---- tables ---- */

  const textOf = new WeakMap();
  const rowText = (row) => textOf.get(row) ?? (textOf.set(row, folded(row.textContent)), textOf.get(row));
  const rowsOf = (figure) => [...$("tbody", figure).rows];

  /** Show the rows that the filters let through; an annex is cut unless it is open or filtered. */
  function apply(figure) {
    const words = folded($(".filter", figure)?.value ?? "").split(/\s+/).filter(Boolean);
    const state = $(".state", figure)?.value ?? "";
    const filtered = words.length > 0 || state !== "";
    const cut = figure.classList.contains("annex") && !figure.classList.contains("open") && !filtered;
    let shown = 0;
    for (const row of rowsOf(figure)) {
      if (row.classList.contains("total")) {
        row.hidden = filtered;
        continue;
      }
      row.hidden = !((!state || row.dataset.s === state) && words.every((word) => rowText(row).includes(word)));
      if (!row.hidden) shown += 1;
      row.classList.toggle("more", cut && shown > FIRST);
    }
    const total = Number($("table", figure).dataset.total);
    const status = $(".shown", figure);
    if (status) status.textContent = filtered ? label("rows_shown", { n: shown, m: total }) : "";
    const button = $(".show", figure);
    if (button) {
      button.hidden = filtered;
      button.textContent = cut ? label("show_all", { m: total }) : label("show_less", { n: FIRST });
      button.setAttribute("aria-expanded", String(!cut));
    }
  }

  function sort(head) {
    const figure = head.closest(".tbl");
    const numeric = head.classList.contains("n");
    const now = head.getAttribute("aria-sort");
    const order = now === "none" ? (numeric ? "descending" : "ascending") : now === "ascending" ? "descending" : "ascending";
    heads(head.closest("table")).forEach((other) => other.setAttribute("aria-sort", other === head ? order : "none"));
    const sign = order === "ascending" ? 1 : -1;
    const key = (row) => {
      const cell = row.cells[head.cellIndex];
      if (cell.dataset.v !== undefined) return numeric ? Number(cell.dataset.v) : cell.dataset.v;
      return numeric || $(".none", cell) ? null : cell.textContent;
    };
    const compare = (a, b) => {
      if (a.k === null || b.k === null) return (a.k === null) - (b.k === null);
      return sign * (numeric ? a.k - b.k : collator.compare(a.k, b.k));
    };
    const rows = rowsOf(figure);
    const sums = rows.filter((row) => row.classList.contains("total"));
    const sorted = rows.filter((row) => !sums.includes(row)).map((row) => ({ row, k: key(row) })).sort(compare);
    $("tbody", figure).append(...sorted.map((item) => item.row), ...sums);
    apply(figure);
  }

  /** A cell of a CSV file: what a spreadsheet would run as a formula is made plain text. */
  function csvCell(cell) {
    let text = cell.dataset.v ?? ($(".none", cell) ? "" : cell.textContent.trim());
    if (!/^-?\d+(\.\d+)?$/.test(text) && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }
  function download(figure) {
    const lines = [heads(figure), ...rowsOf(figure).filter((row) => !row.hidden).map((row) => [...row.cells])];
    const text = "\ufeff" + lines.map((cells) => cells.map(csvCell).join(",")).join("\r\n") + "\r\n";
    const link = make("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: `${$("table", figure).dataset.table}.${data.lang}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  /** Bring a row into view, whatever hides it. */
  function goTo(row) {
    const figure = row.closest(".tbl");
    if (row.hidden || row.classList.contains("more")) {
      if ($(".filter", figure)) $(".filter", figure).value = "";
      if ($(".state", figure)) $(".state", figure).value = "";
      figure.classList.add("open");
      apply(figure);
    }
    const head = row.cells[0];
    head.tabIndex = -1;
    row.scrollIntoView({ block: "center", inline: "nearest" });
    head.focus({ preventScroll: true });
    $$(".flash").forEach((other) => other.classList.remove("flash"));
    row.classList.add("flash");
    setTimeout(() => row.classList.remove("flash"), 4000);
  }

  /* ---- maps ---- */

  const figureOf = (table) => $$(".tbl").find((figure) => $("table", figure).dataset.table === table);
  const rowOf = (table, key) => {
    const figure = figureOf(table);
    return figure && rowsOf(figure).find((row) => row.dataset.row === key);
  };

  function card(map, id) {
    const seat = seats.get(id);
    const hexagon = $(`use[data-seat="${CSS.escape(id)}"]`, map);
    const kind = $$(".legend li", map).find((item) => item.dataset.k === `${hexagon.getAttribute("class").split(" ")[0]} ${hexagon.getAttribute("href").slice(3)}`);
    const box = $(".card", map);
    const parts = [make("b", { text: seatName(seat) }), make("span", { text: `${data.states[seat[3]] ?? seat[3]} · ${id}` })];
    if (kind) parts.push(make("p", { text: $("span", kind).textContent }));
    const row = rowOf(map.dataset.twin, id);
    if (row) {
      const list = make("dl");
      const names = heads(row.closest("table"));
      [...row.cells].slice(1).filter((cell) => cell.textContent !== data.states[seat[3]]).slice(0, 6)
        .forEach((cell) => list.append(make("dt", { text: names[cell.cellIndex].textContent }), make("dd", { text: cell.textContent })));
      parts.push(list, make("button", { type: "button", class: "to-row", "data-row": id, text: label("show_row") }));
    }
    box.replaceChildren(...parts);
  }

  /** Choose a state: the map shows it, and so does its table and every map of that table. */
  function choose(twin, state) {
    $$(".map").filter((map) => map.dataset.twin === twin).forEach((map) => {
      map.classList.toggle("chosen", state !== "");
      $$("[data-s]", map).forEach((part) => part.classList.toggle("off", state !== "" && part.dataset.s !== state));
      $(".map-state", map).value = state;
    });
    const figure = figureOf(twin);
    const select = figure && $(".state", figure);
    if (select) {
      select.value = [...select.options].some((option) => option.value === state) ? state : "";
      apply(figure);
    }
  }
  function pin(hexagon) {
    const map = hexagon.closest(".map");
    const again = hexagon.classList.contains("on");
    $$(".on", map).forEach((other) => other.classList.remove("on"));
    hexagon.classList.toggle("on", !again);
    choose(map.dataset.twin, again ? "" : hexagon.dataset.s);
    card(map, hexagon.dataset.seat);
  }
  document.addEventListener("pointerover", (event) => {
    const hexagon = event.target.closest?.(".hexes use");
    if (hexagon && event.pointerType === "mouse" && !$(".on", hexagon.closest(".map"))) card(hexagon.closest(".map"), hexagon.dataset.seat);
  });

  /* ---- seats ---- */

  const box = $("#seat-search");
  const options = $("#seat-list");
  const index = data.seats.map((seat) => ({ seat, words: folded([seat[0], seat[1], seat[2]].join(" ")) }));
  let active = -1;

  function suggest() {
    const wanted = folded(box.value.trim());
    const starts = (item) => (folded(seatName(item.seat)).startsWith(wanted) ? 0 : 1);
    const hits = wanted ? index.filter((item) => item.words.includes(wanted)).sort((a, b) => starts(a) - starts(b)).slice(0, 8) : [];
    options.replaceChildren(...hits.map(({ seat }, i) => make("li", { role: "option", id: "seat-option-" + i, "data-seat": seat[0], "aria-selected": "false" }, seatName(seat) + " ", make("small", { text: `${data.states[seat[3]] ?? seat[3]} · ${seat[0]}` }))));
    options.hidden = hits.length === 0;
    box.setAttribute("aria-expanded", String(hits.length > 0));
    $("#search-status").textContent = wanted && !hits.length ? label("search_none") : "";
    mark(hits.length ? 0 : -1);
  }
  function mark(position) {
    active = position;
    [...options.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === position)));
    if (position >= 0) box.setAttribute("aria-activedescendant", "seat-option-" + position);
    else box.removeAttribute("aria-activedescendant");
    options.children[position]?.scrollIntoView({ block: "nearest" });
  }
  function closeList() {
    options.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }
  /** To the seat's row: the longest table that has it, annexes first. */
  function toSeat(id) {
    closeList();
    const rows = $$("tr[data-row]").filter((row) => row.dataset.row === id);
    const weight = (row) => Number(row.closest("table").dataset.total) + (row.closest(".annex") ? 10000 : 0);
    rows.sort((a, b) => weight(b) - weight(a));
    if (rows.length) goTo(rows[0]);
    else $("#search-status").textContent = label("search_no_row");
  }
  box.addEventListener("input", suggest);
  box.addEventListener("blur", () => setTimeout(closeList, 150));
  box.addEventListener("keydown", (event) => {
    const count = options.children.length;
    if (event.key === "ArrowDown" && count) mark((active + 1) % count);
    else if (event.key === "ArrowUp" && count) mark((active + count - 1) % count);
    else if (event.key === "Enter" && options.children[active]) toSeat(options.children[active].dataset.seat);
    else if (event.key === "Escape") closeList();
    else return;
    event.preventDefault();
  });
  options.addEventListener("pointerdown", (event) => {
    const item = event.target.closest("li");
    if (item) toSeat(item.dataset.seat);
  });

  /* ---- one listener for each kind of event ---- */

  document.addEventListener("click", (event) => {
    const hit = (selector) => event.target.closest?.(selector);
    let found;
    if ((found = hit(".f"))) open(found);
    else if ((found = hit("thead button"))) sort(found.closest("th"));
    else if ((found = hit(".csv"))) download(found.closest(".tbl"));
    else if ((found = hit(".show"))) {
      found.closest(".tbl").classList.toggle("open");
      apply(found.closest(".tbl"));
    } else if ((found = hit(".hexes use"))) pin(found);
    else if ((found = hit(".to-row"))) {
      const row = rowOf(found.closest(".map").dataset.twin, found.dataset.row);
      if (row) goTo(row);
    } else if (hit(".menu a")) $(".menu").open = false;
  });
  document.addEventListener("keydown", (event) => {
    const number = event.target.closest?.(".f");
    if (!number) return;
    if (event.key === "Enter" || event.key === " ") open(number);
    else if (event.key.startsWith("Arrow") && number.closest("td")) step(number, event.key);
    else return;
    event.preventDefault();
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches(".filter")) apply(event.target.closest(".tbl"));
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches(".map-state")) choose(event.target.closest(".map").dataset.twin, event.target.value);
    else if (event.target.matches(".tbl .state")) choose($("table", event.target.closest(".tbl")).dataset.table, event.target.value);
  });
  window.addEventListener("beforeprint", () => $$("details.defs").forEach((part) => (part.open = true)));

  /* the other language opens at the same place */
  const other = $("#other");
  other?.addEventListener("click", () => (other.hash = location.hash));
  /* the contents show where the reader is */
  if ("IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        $$(".toc a").forEach((link) => {
          if (link.hash === "#" + entry.target.id) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        });
      }
    }, { rootMargin: "-20% 0px -70% 0px" });
    $$("section[id]").forEach((section) => seen.observe(section));
  }
})();
