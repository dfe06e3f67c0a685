/** Two reports beside each other: shared passages in one row, words that differ marked. */

import type { Data, Part, Passage, Tie } from "./data";
import { add, button, clear, h } from "./dom";
import { nameOf } from "./stemma";

const KINDS: Record<string, string> = {
  headline: "headlines",
  verbatim: "the same",
  edited: "the same but for marked words",
  reworded: "reworded",
  quotation: "a quotation",
  alike: "alike, not counted as shared",
  furniture: "furniture of the publisher",
  apart: "in one of the two alone",
};

export function sideBySide(data: Data, into: HTMLElement, a: number, b: number, tie: Tie): void {
  clear(into);
  const head = h("h4", { tabindex: -1 }, `${nameOf(data, a)} beside ${nameOf(data, b)}`);
  const title = (number: number): HTMLElement =>
    h("th", { scope: "col" }, nameOf(data, number), h("small", {}, data.reports[number]?.published ?? "date not known"));
  const [cut, added, rest] = tie.known && tie.other !== null ? ["what the left cut", "what it added", ""] : ["what only the right has", "what only the left has", "; which was first is not known"];
  add(
    into,
    h("div", { class: "strip" }, head, button("Close", () => clear(into), { class: "plain" })),
    h("p", { class: "caveat" }, "Marked: ", h("del", {}, cut), ", ", h("ins", {}, added), `${rest}.`),
    h(
      "table",
      { class: "side" },
      h("thead", {}, h("tr", {}, title(a), title(b))),
      h("tbody", {}, ...tie.beside.map((passage) => row(data, passage, a, b))),
    ),
  );
  head.focus();
}

function row(data: Data, passage: Passage, a: number, b: number): HTMLElement {
  const moved = passage.moved ? "; stands elsewhere in the other" : "";
  const cell = (side: "a" | "b", number: number): HTMLElement => {
    const span = passage[side];
    // On a phone the columns stand below each other, so each cell says whose it is.
    const made = h("td", { "data-name": nameOf(data, number) });
    if (!span) return made;
    add(made, h("small", { class: "kind" }, `${KINDS[passage.kind] ?? passage.kind}${moved}, ${span[0]}–${span[1]}`));
    const words = h("p", {});
    for (const part of passage.parts) add(words, ...shown(part, side));
    add(made, words);
    return made;
  };
  return h("tr", { class: passage.kind }, cell("a", a), cell("b", b));
}

function shown(part: Part, side: "a" | "b"): (Node | string)[] {
  if (typeof part === "string") return [part];
  if (typeof part === "number") return [h("span", { class: "left-out" }, ` … ${part.toLocaleString("en")} characters alike … `)];
  if (Array.isArray(part)) return [part[side === "a" ? 0 : 1]];
  const words = part[side];
  const more = side === "a" ? part.more_a : part.more_b;
  const rest = more ? [h("span", { class: "left-out" }, ` … ${more.toLocaleString("en")} characters more`)] : [];
  return words ? [h(side === "a" ? "ins" : "del", {}, words), ...rest] : [];
}
