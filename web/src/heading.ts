/** What this is, how much of it there is, and what is not shown. */

import type { Data } from "./data";
import { add, h, plural } from "./dom";
import { themeButton } from "./theme";

export function heading(data: Data): HTMLElement {
  const { counts } = data;
  const numbers: [n: number, one: string, many: string, hint: string][] = [
    [counts.events, "event", "events", "happenings, told by one report or more"],
    [counts.reports, "report", "reports", "published texts"],
    [counts.texts, "text family", "text families", "reports that share a text count once"],
    [counts.claims, "claim", "claims", "each with its quote"],
  ];
  const made = h(
    "header",
    { class: "heading" },
    h("div", { class: "top" }, h("p", { class: "kicker" }, "dateline", h("span", {}, " the record of who reports what")), themeButton()),
    h("h1", {}, data.title),
    h(
      "p",
      { class: "dek" },
      data.counts.period === "no dates" ? "" : `${data.counts.period}. `,
      "Who did what to whom, where and when, according to whom, and on how many independent sources.",
    ),
    h(
      "ul",
      { class: "numbers" },
      ...numbers.map(([n, one, many, hint]) => h("li", {}, h("b", {}, n.toLocaleString("en")), h("span", {}, n === 1 ? one : many), h("small", {}, hint))),
    ),
  );
  const missing = h("ul", { class: "missing" });
  const say = (n: number, words: string): void => {
    if (n) add(missing, h("li", {}, words));
  };
  if (data.filters.length) {
    add(missing, h("li", {}, `only ${data.filters.join(", ")}: ${counts.events} of ${plural(counts.events_in_ledger, "event")} in the ledger`));
  }
  say(counts.not_placed, `${plural(counts.not_placed, "event")} without a place on the map`);
  say(counts.not_drawn, `${plural(counts.not_drawn, "event")} placed only in a country or at sea: listed, not pinned`);
  say(counts.not_dated, `${plural(counts.not_dated, "event")} without a date`);
  say(counts.denied, `${plural(counts.denied, "event")} that somebody denies and nobody affirms`);
  say(counts.summaries, `${plural(counts.summaries, "total")} of a period, never added to the events`);
  say(counts.unsure, `${plural(counts.unsure, "pair")} of events that may be one: kept apart`);
  say(counts.uncoded, `${plural(counts.uncoded, "report")} read and not coded`);
  say(counts.unreadable, `${plural(counts.unreadable, "item")} that could not be read`);
  say(data.contradictions.length, `${plural(data.contradictions.length, "contradiction")} between people's decisions`);
  add(
    made,
    h(
      "aside",
      { class: "notes", "aria-label": "What is not shown" },
      h("p", {}, h("b", {}, "In this ledger."), " Every number counts what these reports say, not what happened. Coded by machine unless a claim says otherwise."),
      missing.childElementCount ? missing : null,
    ),
  );
  return made;
}

export function colophon(data: Data): HTMLElement {
  return h(
    "footer",
    { class: "colophon" },
    h("h2", {}, "How to read this page"),
    h(
      "dl",
      {},
      ...(
        [
          ["Independent sources", "At least: after joining reports that share a text, cite the same source, go back to one origin outside the ledger, or may be rewrites of one another. At most: after joining proven copies alone. Two numbers, since the truth lies between them."],
          ["Killed", "The best figure in bold, with the lowest and highest that a report gives. Later figures of a rising toll replace earlier ones; totals of a week or a war are never added to single events."],
          ["Places", "A filled circle stands at or near a place or in its district. A dashed ring says that only the province or region is known. Events known to a country alone are listed under the map."],
          ["Borders", "Borders of disputed territory are dashed and belong to no side. First-order divisions only; lines of control inside a division are not drawn."],
          ["Quotes", "Marked words are the quote that a claim rests on; underlined words fill its parts. Grey words are context."],
          ["Link to a view", "The address in the browser holds the filters and the chosen event."],
        ] as [string, string][]
      ).map(([name, words]) => h("div", {}, h("dt", {}, name), h("dd", {}, words))),
    ),
    h("p", {}, "Made with dateline. Quotes are their publishers'. ", data.map?.attribution ?? "", "."),
  );
}
