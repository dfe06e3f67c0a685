/** A text family drawn in time: who had the text when, who took it from whom, what each changed. */

import type { Data, Family, Row } from "./data";
import { add, button, clear, h, plural, s } from "./dom";
import { sideBySide } from "./side";

/** Room for the marks of the time, above the rows. */
const HEAD = 24;
const END = 12;

/** Left part of the drawing, for what has no date: an origin elsewhere, undated reports. */
const UNDATED = 46;

/** How far to the right a line starts for each level, so that lines of one day stay apart. */
const STEP = 7;

/** Letters of a title that stands for its report, and of words beside a dot. */
const NAME = 48;
const BESIDE = 118;

export function stemma(data: Data, family: Family): HTMLElement {
  const rows = h("ol", { class: "texts" });
  const beside = h("div", { class: "beside", "aria-live": "polite" });
  const figure = h("figure", { class: "stemma" });
  if (family.outside !== null) add(rows, outside(family));
  for (const row of family.rows) add(rows, member(data, family, row, beside));
  const drawing = h("div", { class: "drawn", "aria-hidden": "true" });
  let width = 0;
  new ResizeObserver(() => {
    const wide = drawing.clientWidth;
    if (!wide || wide === width) return;
    width = wide;
    clear(drawing);
    // The words beside it say how high a row is: two lines on a desktop, four on a phone.
    add(drawing, draw(family, width, (rows.clientHeight - HEAD) / rows.childElementCount));
  }).observe(drawing);
  add(figure, h("div", { class: "tree" }, rows, drawing), key(family), h("figcaption", {}, caption(family)), beside, table(data, family));
  return figure;
}

function outside(family: Family): HTMLElement {
  return h("li", {}, h("p", {}, h("b", {}, family.outside ?? ""), h("span", {}, "outside this ledger")), h("span", { class: "how" }, "credited for the text; its own report is not here"));
}

function member(data: Data, family: Family, row: Row, beside: HTMLElement): HTMLElement {
  const report = data.reports[row.report];
  const words = how(data, family, row);
  const tie = row.tie;
  const other = tie ? (tie.other ?? tie.near) : null;
  const open =
    tie && other !== null && tie.beside.length
      ? button("Side by side", () => sideBySide(data, beside, row.report, other, tie), {
          class: "plain",
          "aria-label": `${nameOf(data, row.report)} and ${nameOf(data, other)} side by side`,
        })
      : null;
  return h(
    "li",
    {},
    h(
      "p",
      {},
      h("b", { title: report?.title ?? "" }, nameOf(data, row.report)),
      h("span", {}, report?.published ?? "date not known"),
      tie?.credit === "no credit" ? h("strong", { class: "lacks" }, "no credit") : null,
    ),
    h("span", { class: "how", title: words }, words),
    open,
  );
}

/** What a member is beside the one that it is tied to. */
function how(data: Data, family: Family, row: Row): string {
  if (row.report === family.origin) return `the others go back to this text; ${percent(row.coverage)} of it is in them`;
  const tie = row.tie;
  if (!tie) return row.coverage ? `${percent(row.coverage)} of it is in the others` : "";
  const other = tie.other ?? tie.near;
  if (other === null) return `${percent(row.coverage)} of it is in the others`;
  const whence = tie.known && tie.other !== null ? "from" : "beside";
  const words = [`${tie.edit ?? "a copy"} ${whence} ${nameOf(data, other)}: ${percent(tie.share)} of its text, ${percent(tie.share_of_other)} of that`];
  if (!tie.known && tie.other !== null) words.push("which was first is not known");
  else if (tie.basis) words.push(tie.basis);
  return words.join("; ");
}

function percent(share: number | null): string {
  return share === null ? "some" : `${Math.round(share * 100)}%`;
}

// ---------------------------------------------------------------------------- the drawing

interface Place {
  x: number;
  y: number;
}

function draw(family: Family, width: number, high: number): SVGElement {
  const offset = family.outside === null ? 0 : 1;
  const undated = offset || family.rows.some((row) => row.first === null && row.last === null) ? UNDATED : 0;
  const height = HEAD + high * (family.rows.length + offset);
  const [left, right] = [undated + END, width - END];
  const x = (at: number): number => left + at * (right - left);
  const svg = s("svg", { class: "lines", width, height, viewBox: `0 0 ${width} ${height}` });
  scale(svg, family, x, height, undated, width);
  const places = new Map<number | null, Place>();
  if (offset) places.set(null, { x: undated / 2, y: HEAD + high / 2 });
  family.rows.forEach((row, n) => {
    const at = placeOf(row);
    places.set(row.report, { x: at === null ? undated / 2 : x(at), y: HEAD + high * (n + offset + 0.5) });
  });
  for (const row of family.rows) tie(svg, row, places, x, width);
  for (const row of family.rows) whisker(svg, row, places.get(row.report) as Place, x, width);
  for (const [report, { x: cx, y: cy }] of places) {
    const origin = report !== null && report === family.origin;
    add(svg, s("circle", { class: report === null ? "text outside" : origin ? "text origin" : "text", cx, cy, r: origin || report === null ? 6.5 : 5 }));
  }
  for (const row of family.rows) edit(svg, row, places.get(row.report) as Place, width);
  return svg;
}

/** Where a report's dot stands: the middle of its time, or the one end that is known. */
function placeOf(row: Row): number | null {
  if (row.first === null) return row.last;
  return row.last === null ? row.first : (row.first + row.last) / 2;
}

function scale(svg: SVGElement, family: Family, x: (at: number) => number, height: number, undated: number, width: number): void {
  if (undated) {
    add(svg, s("line", { class: "aside", x1: undated, x2: undated, y1: 4, y2: height }));
    add(svg, s("text", { class: "tick", x: undated / 2, y: 14, "text-anchor": "middle" }, "no date"));
  }
  let free = undated + 4;
  for (const [at, words] of family.ticks) {
    add(svg, s("line", { class: "grid", x1: x(at), x2: x(at), y1: HEAD - 4, y2: height }));
    const wide = words.length * 6;
    const middle = Math.min(Math.max(x(at), free + wide / 2), width - wide / 2);
    if (middle - wide / 2 < free || Math.abs(middle - x(at)) > wide / 2 + 4) continue;
    add(svg, s("text", { class: "tick", x: middle, y: 14, "text-anchor": "middle" }, words));
    free = middle + wide / 2 + 8;
  }
}

/** From the text it came from: down from there, then across; dashed where which was first is not known. */
function tie(svg: SVGElement, row: Row, places: Map<number | null, Place>, x: (at: number) => number, width: number): void {
  if (!row.tie) return;
  const [from, to] = [places.get(row.tie.other), places.get(row.report)];
  if (!from || !to) return;
  const trunk = from.x + (row.tie.other === null ? 0 : Math.min(row.depth, 4) * STEP - STEP);
  // It ends where the time of the report begins, not at the dot, which stands for all of that time.
  const [begin, end] = timeOf(row, to, x, width);
  const stop = Math.min(Math.max(trunk, begin), end);
  const turn = Math.sign(stop - trunk) * Math.min(8, Math.abs(stop - trunk));
  const down = Math.sign(to.y - from.y) * 8;
  const d = `M${from.x},${from.y}L${trunk},${from.y + down}V${to.y - down}Q${trunk},${to.y} ${trunk + turn},${to.y}H${stop}`;
  add(svg, s("path", { class: row.tie.known ? "tie" : "tie unsure", d }));
}

function timeOf(row: Row, place: Place, x: (at: number) => number, width: number): [from: number, to: number] {
  if (row.first === null && row.last === null) return [place.x, place.x];
  return [row.first === null ? x(0) - 8 : x(row.first), row.last === null ? width - 2 : x(row.last)];
}

/** The time within which it was published; open to a side that is not known. */
function whisker(svg: SVGElement, row: Row, place: Place, x: (at: number) => number, width: number): void {
  if (row.first === null && row.last === null) return;
  if (row.first === row.last) return;
  const [from, to] = timeOf(row, place, x, width);
  add(svg, s("line", { class: row.first === null || row.last === null ? "whisker open" : "whisker", x1: from, x2: to, y1: place.y, y2: place.y }));
  for (const end of [row.first === null ? null : from, row.last === null ? null : to]) {
    if (end !== null) add(svg, s("line", { class: "whisker", x1: end, x2: end, y1: place.y - 4, y2: place.y + 4 }));
  }
  if (row.first === null) add(svg, s("path", { class: "whisker", d: `M${from + 5},${place.y - 4}L${from},${place.y}L${from + 5},${place.y + 4}` }));
  if (row.last === null) add(svg, s("path", { class: "whisker", d: `M${to - 5},${place.y - 4}L${to},${place.y}L${to - 5},${place.y + 4}` }));
}

/** The kind of edit beside the dot, where there is room. */
function edit(svg: SVGElement, row: Row, place: Place, width: number): void {
  const words = [row.tie?.edit ?? "", row.tie?.share ? percent(row.tie.share) : ""].filter(Boolean).join(" ");
  if (!words || width < 260) return;
  const before = place.x + BESIDE > width;
  if (before && place.x < BESIDE) return;
  add(svg, s("text", { class: "edit", x: place.x + (before ? -11 : 11), y: place.y - 7, "text-anchor": before ? "end" : "start" }, words));
}

// ---------------------------------------------------------------------------- the same in words

function key(family: Family): HTMLElement {
  const marks: string[] = ["each dot is a report at its time of publication, the line through it as exactly as that is known"];
  if (family.rows.some((row) => row.tie && !row.tie.known)) marks.push("dashed: it is not known to have gone this way");
  if (family.outside !== null) marks.push("the dashed ring is an origin outside this ledger");
  return h("p", { class: "key-to" }, `${capital(marks.join("; "))}.`);
}

function table(data: Data, family: Family): HTMLElement {
  const cells = (row: Row): (Node | string)[] => {
    const report = data.reports[row.report];
    const tie = row.tie;
    const from = row.report === family.origin ? "the origin" : !tie ? "not known" : tie.other === null ? (family.outside ?? "") : nameOf(data, tie.other);
    return [
      h("th", { scope: "row" }, nameOf(data, row.report), h("small", {}, report?.title ?? "")),
      h("td", {}, report?.published ?? "not known", h("small", {}, report?.how ?? "")),
      h("td", {}, tie && !tie.known && tie.other !== null ? `beside ${from}` : from),
      h("td", {}, tie?.edit ?? ""),
      h("td", {}, !tie || tie.share === null ? `${percent(row.coverage)} in the others` : `${percent(tie.share)} of it, ${percent(tie.share_of_other)} of ${tie.near === null ? "the other" : nameOf(data, tie.near)}`),
      h("td", {}, tie?.credit ?? ""),
      h("td", {}, [tie?.basis ?? "", ...(tie?.reasons ?? [])].filter(Boolean).join("; ")),
    ];
  };
  const names = ["Report", "Published", "Comes from", "Edit", "Shared", "Credit", "How known"];
  return h(
    "details",
    { class: "how-known" },
    h("summary", {}, "The same as a table, with how each is known"),
    h(
      "div",
      { class: "wide", tabindex: 0, role: "region", "aria-label": "Text family as a table" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, ...family.rows.map((row) => h("tr", {}, ...cells(row)))),
      ),
    ),
  );
}

export function nameOf(data: Data, number: number): string {
  const report = data.reports[number];
  if (report?.publisher) return report.publisher;
  const title = Array.from(report?.title || "a report without publisher and title");
  return title.length > NAME ? `“${title.slice(0, NAME - 1).join("")}…”` : `“${title.join("")}”`;
}

function caption(family: Family): string {
  const many = plural(family.members.length, "report");
  const origin = family.outside !== null ? `origin outside this ledger (${family.why})` : family.origin === null ? `origin not known: ${family.why}` : `origin: ${family.why}`;
  const lacks = family.rows.filter((row) => row.tie?.credit === "no credit").length;
  return `One text, ${many}; ${origin}${lacks ? `; ${lacks} without credit` : ""}.`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
