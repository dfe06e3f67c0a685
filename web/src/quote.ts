/** A claim's words in their context: the quote marked, the words it rests on underlined. */

import type { Claim, Data } from "./data";
import { add, h } from "./dom";

/** Context shown on either side at most, in code points; the file holds more where quotes are close. */
const AROUND = 240;

const ENDING = /[.!?]["”’)]*\s+|\n+/g;

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
  const before = lastSentence(text(from, start), from > 0);
  if (before.trim()) {
    add(made, h("span", { class: "context" }, (start - Array.from(before).length > 0 ? "… " : "") + lines(before)));
  }
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
  const after = firstSentence(text(end, to));
  if (after.trim()) {
    add(made, h("span", { class: "context" }, lines(after).trimEnd() + (end + Array.from(after).length < letters.length ? " …" : "")));
  }
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

/** The end of the sentence that a quote goes on with, or the one before it; of its own paragraph
 * where that has one. */
function lastSentence(words: string, cut: boolean): string {
  const ends = [...words.matchAll(ENDING)].map((found) => found.index + found[0].length);
  if (ends.at(-1) === words.length) ends.pop();
  const begin = ends.at(-1);
  // Where no sentence begins in reach, the word that the reach cuts through goes.
  return words.slice(begin ?? (cut ? words.indexOf(" ") + 1 : 0));
}

function firstSentence(words: string): string {
  const ends = [...words.matchAll(ENDING)].map((found) => found.index + found[0].length);
  // What follows a full stop right behind the quote is the next sentence: take it whole.
  const short = ends.findIndex((end) => end > 12);
  return short < 0 ? words : words.slice(0, ends[short]);
}

function lines(words: string): string {
  return words.replace(/\n\s*\n/g, "\n");
}
