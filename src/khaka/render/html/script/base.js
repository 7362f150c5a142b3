/* Khaka's page: explains numbers, sorts and filters tables, links map and tables, finds seats, answers what-ifs.
   The files of this folder become one script in the order of page.py. No request leaves the page. */
const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const data = JSON.parse($("#khaka-data").textContent);
const { figures, tables, pool } = data.explain;
const seats = new Map(data.seats.map((seat) => [seat[0], seat]));
const label = (key, values = {}) => data.labels[key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
const collator = new Intl.Collator(data.lang, { numeric: true });
const FIRST = 20;
/** A number in the page's own digits. */
const digits = (text) => text.replace(/[0-9]/g, (digit) => data.digits[digit]);

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
