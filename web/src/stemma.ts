/** A text family drawn in time, downwards: who had the text first, who took it from whom. */

import type { Data, Family, Link } from "./data";
import { add, h, plural, s } from "./dom";

/** Four lines on a phone: who, when, then what of the text is shared with whom, and how that is known. */
const ROW = 76;
const STEP = 22;
const LEFT = 14;

/** Letters of a title that stands for its report. */
const NAME = 48;

interface Node {
  report: number | null;
  depth: number;
  y: number;
}

export function stemma(data: Data, family: Family): HTMLElement {
  const parents = new Map(family.parents);
  const depthOf = (report: number, seen = 0): number => {
    const parent = parents.get(report);
    return parent === undefined || seen > family.members.length ? 0 : 1 + depthOf(parent, seen + 1);
  };
  // In time; a text comes after the one it was taken from, whose day is known no worse.
  const dayOf = (report: number, seen = 0): string => {
    const day = data.reports[report]?.day ?? "9999";
    const parent = parents.get(report);
    if (parent === undefined || seen > family.members.length) return day;
    const before = dayOf(parent, seen + 1);
    return before > day ? before : day;
  };
  const offset = family.outside === null ? 0 : 1;
  const nodes = new Map<number | null, Node>();
  let row = 0;
  if (family.outside !== null) nodes.set(null, { report: null, depth: 0, y: ROW * row++ + ROW / 2 });
  const ordered = family.members.toSorted((a, b) => {
    const [x, y] = [dayOf(a), dayOf(b)];
    return x < y ? -1 : x > y ? 1 : depthOf(a) - depthOf(b) || a - b;
  });
  for (const report of ordered) nodes.set(report, { report, depth: depthOf(report) + offset, y: ROW * row++ + ROW / 2 });
  const deepest = Math.max(...[...nodes.values()].map((node) => node.depth));
  const width = LEFT * 2 + STEP * deepest;
  const lines = s("svg", { class: "lines", width, height: ROW * row, viewBox: `0 0 ${width} ${ROW * row}`, "aria-hidden": "true" });
  const x = (node: Node): number => LEFT + STEP * node.depth;
  for (const node of nodes.values()) {
    if (node.report === null) continue;
    const parent = parents.get(node.report);
    const from = nodes.get(parent ?? (offset ? null : (akin(family, ordered, node.report) ?? -1)));
    if (!from) continue;
    const link = linkOf(family, node.report, parent);
    const unsure = parent === undefined || link?.direction === "unknown";
    const d = `M${x(from)},${from.y}V${node.y - 10}Q${x(from)},${node.y} ${Math.min(x(node), x(from) + 10)},${node.y}H${x(node)}`;
    add(lines, s("path", { class: unsure ? "tie unsure" : "tie", d }));
  }
  const rows = h("ol", { class: "texts" });
  for (const node of nodes.values()) {
    const origin = node.report !== null && node.report === family.origin;
    add(
      lines,
      s("circle", { class: node.report === null ? "text outside" : origin ? "text origin" : "text", cx: x(node), cy: node.y, r: origin || node.report === null ? 6.5 : 5 }),
    );
    add(rows, node.report === null ? outside(family) : member(data, family, node.report, parents.get(node.report) ?? akin(family, ordered, node.report), origin));
  }
  return h(
    "figure",
    { class: "stemma" },
    h("div", { class: "tree" }, lines, rows),
    h("figcaption", {}, caption(family)),
    reasons(data, family, ordered),
  );
}

function outside(family: Family): HTMLElement {
  return h("li", {}, h("b", {}, family.outside ?? ""), h("span", {}, "outside this ledger"), h("span", { class: "how" }, "credited for the text; its own report is not here"));
}

function member(data: Data, family: Family, number: number, parent: number | undefined, origin: boolean): HTMLElement {
  const report = data.reports[number];
  const link = linkOf(family, number, parent);
  const other = parent === undefined ? undefined : data.reports[parent];
  const words: string[] = [];
  if (origin) words.push("the others go back to this text");
  if (link && other) {
    const share = link.a === number ? link.share_a : link.share_b;
    words.push(`${Math.round(share * 100)}% of its text is also in ${nameOf(data, parent as number)}`);
    if (link.direction === "unknown") words.push("which was first is not known");
    else if (link.reasons.some((reason) => reason.startsWith("by containment alone"))) words.push("taken as the copy since it says less");
  }
  return h(
    "li",
    {},
    h("b", {}, nameOf(data, number)),
    h("span", {}, report?.published ?? "date not known"),
    h("span", { class: "how", title: words.join("; ") }, words.join("; ")),
  );
}

/** The earlier text that one without a parent shares most with: tied to it, with no direction. */
function akin(family: Family, ordered: number[], number: number): number | undefined {
  if (number === family.origin || family.parents.some(([child]) => child === number)) return undefined;
  const earlier = ordered.slice(0, ordered.indexOf(number));
  const shared = (other: number): number => linkOf(family, number, other)?.characters ?? 0;
  return earlier.filter((other) => shared(other) > 0).toSorted((a, b) => shared(b) - shared(a))[0];
}

/** How each direction is known, folded: whole sentences do not fit beside the lines. */
function reasons(data: Data, family: Family, ordered: number[]): HTMLElement | null {
  const parents = new Map(family.parents);
  const told = ordered.flatMap((child) => {
    const link = linkOf(family, child, parents.get(child));
    if (!link?.reasons.length) return [];
    return [h("li", {}, h("b", {}, nameOf(data, child)), ": ", link.reasons.join("; "), ".")];
  });
  if (!told.length) return null;
  return h("details", { class: "how-known" }, h("summary", {}, "How each is known"), h("ul", {}, ...told));
}

function nameOf(data: Data, number: number): string {
  const report = data.reports[number];
  if (report?.publisher) return report.publisher;
  const title = Array.from(report?.title || "a report without publisher and title");
  return title.length > NAME ? `“${title.slice(0, NAME - 1).join("")}…”` : `“${title.join("")}”`;
}

function linkOf(family: Family, a: number, b: number | undefined): Link | undefined {
  return family.links.find((link) => (link.a === a && link.b === b) || (link.a === b && link.b === a));
}

function caption(family: Family): string {
  const many = plural(family.members.length, "report");
  const origin = family.outside !== null ? `origin outside this ledger (${family.why})` : family.origin === null ? `origin not known: ${family.why}` : `origin: ${family.why}`;
  return `One text, ${many}${family.members.length > 1 ? ", in the order of publication" : ""}; ${origin}.`;
}
