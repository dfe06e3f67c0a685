/** A claim's words in their context: the quote marked, the words it rests on underlined. */

import type { Claim, Data } from "./data";
import { add, h } from "./dom";

/** Context shown on either side; the file holds a little more where quotes lie close. */
const AROUND = 260;

const ROLES: Record<string, string> = {
  told: "what happened",
  actor: "who",
  recipient: "to whom",
  location: "where",
  date: "when",
  source: "on whose word",
  cue: "says",
};

export function quoteInContext(data: Data, claim: Claim): HTMLElement {
  const report = claim.report === null ? undefined : data.reports[claim.report];
  const passage = claim.passage === null ? claim.quote : report?.passages[claim.passage];
  const made = h("blockquote", { class: "quote" });
  // Offsets are code points, as everywhere in dateline; JavaScript counts UTF-16.
  const letters = Array.from(passage ?? "");
  const [start, end] = claim.passage === null ? [0, letters.length] : claim.at;
  const shift = claim.passage === null ? claim.at[0] : 0;
  const from = Math.max(0, start - AROUND);
  const to = Math.min(letters.length, end + AROUND);
  const text = (a: number, b: number): string => letters.slice(a, b).join("");
  if (start > from) add(made, h("span", { class: "context" }, (from > 0 ? "… " : "") + text(from, start)));
  const mark = h("mark");
  let at = start;
  for (const [role, first, last] of apart(claim, shift)) {
    if (first < at || last > end) continue;
    add(mark, text(at, first));
    add(
      mark,
      h("span", { class: `slot ${role === "told" ? "told" : ""}`, title: ROLES[role] ?? role.replace(/_/g, " ") }, text(first, last)),
    );
    at = last;
  }
  add(mark, text(at, end));
  add(made, mark);
  if (to > end) add(made, h("span", { class: "context" }, text(end, to) + (to < letters.length ? " …" : "")));
  return made;
}

/** Marks in order and without overlap: the first and longest of those that overlap. */
function apart(claim: Claim, shift: number): [role: string, start: number, end: number][] {
  const marks = claim.marks
    .map(([role, start, end]): [string, number, number] => [role, start - shift, end - shift])
    .sort((a, b) => a[1] - b[1] || b[2] - a[2]);
  let end = -1;
  return marks.filter((mark) => {
    if (mark[1] < end || mark[2] <= mark[1]) return false;
    end = mark[2];
    return true;
  });
}
