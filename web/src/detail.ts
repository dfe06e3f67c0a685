/** One event: who says what, on whose word, with which numbers, and how well it is supported. */

import type { Bounds, Claim, Count, Data, Event, Said, Way } from "./data";
import { fieldWords, roleWords } from "./data";
import { typeMark, whoToWhom } from "./controls";
import { add, address, button, clear, h, on, plural, s, span } from "./dom";
import { quoteInContext } from "./quote";
import type { State } from "./state";
import { stemma } from "./stemma";

/** Reports shown at once; of an event in forty outlets the rest is folded. */
const REPORTS = 10;

/** Rows of who says which figure shown at once. */
const FIGURES = 8;

export function detail(data: Data, state: State): HTMLElement {
  const body = h("div", { class: "sheet" });
  const dialog = h("dialog", { class: "detail", "aria-labelledby": "detail-head" }, body);
  const byId = new Map(data.events.map((event) => [event.id, event]));
  const show = (id: string): void => {
    const event = byId.get(id);
    if (!event) {
      if (dialog.open) dialog.close();
      return;
    }
    clear(body);
    fill(body, data, state, event);
    if (!dialog.open) dialog.showModal();
    body.scrollTop = 0;
  };
  on(dialog, {
    close: () => state.chosen.event && state.set({ event: "" }),
    click: (e) => {
      if (e.target === dialog) dialog.close(); // beside the sheet
    },
  });
  state.subscribe((chosen, before) => {
    if (chosen.event !== before.event) show(chosen.event);
  });
  // The dialog opens once it stands in the document.
  queueMicrotask(() => state.chosen.event && show(state.chosen.event));
  return dialog;
}

function fill(body: HTMLElement, data: Data, state: State, event: Event): void {
  const title = h("h2", { id: "detail-head", tabindex: -1, autofocus: true }, whoToWhom(event));
  add(
    body,
    h(
      "div",
      { class: "strip" },
      typeMark(data, event),
      button("Close", () => state.set({ event: "" }), { class: "close", "aria-label": "Close this event" }),
    ),
    title,
    facts(event),
    whyThere(event),
    grade(event),
    ...event.counts.map((count) => figures(count)),
    conflicts(event),
    claims(data, event),
    families(data, event),
    unsure(data, state, event),
    h("p", { class: "id" }, "Event ", h("code", {}, event.id), " in this ledger; ", h("code", {}, `dateline show ${event.id}`), " gives offsets and decisions."),
  );
}

function facts(event: Event): HTMLElement {
  const rows: [string, string, string][] = [];
  const when = event.when;
  rows.push(["When", when ? when.words : "no date", when ? [when.precision, when.how].filter(Boolean).join("; ") : "no claim gives one"]);
  const place = event.place;
  rows.push(["Where", place ? place.label : "not placed", place ? (place.inferred ? `not told with it; if so, ${place.words}` : place.words) : "no claim gives a place"]);
  if (event.weapons.length) rows.push(["With", event.weapons.join(", "), ""]);
  return h(
    "dl",
    { class: "facts" },
    ...rows.map(([name, value, hint]) => h("div", {}, h("dt", {}, name), h("dd", {}, value, hint ? h("small", {}, hint) : null))),
  );
}

/** Why the dot is where it is: the name in the text, the rule, how exactly, and which candidates lost. */
function whyThere(event: Event): HTMLElement | null {
  const place = event.place;
  if (!place?.ways.length) return null;
  return h(
    "details",
    { class: "folded there", open: place.inferred },
    h("summary", {}, place.inferred ? "The place is not told with it: how it was found" : "How the place was found"),
    ...place.ways.map(way),
  );
}

function way(found: Way): HTMLElement {
  const rows: [string, string][] = [
    ["Name in the text", `“${found.name}”`],
    ["In", `“${found.context}”`],
    ["Rule", found.told],
    ["Exactly", [found.relation && `${found.relation} the place named`, found.precision].filter(Boolean).join("; ")],
    ["Read as", `${found.match}, score ${found.score.toFixed(2)}`],
  ];
  if (found.for) rows.push(["For it", found.for]);
  if (found.against) rows.push(["Against it", found.against]);
  rows.push(["Lost", found.lost.length ? found.lost.map(([label, score]) => `${label} ${score.toFixed(2)}`).join("; ") : "no other place has the name"]);
  return h("dl", { class: "way" }, ...rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function grade(event: Event): HTMLElement {
  const bounds: [string, Bounds][] = [
    ["independent sources", event.sources],
    ["text families", event.families],
    ["cited sources", event.cited],
    ["first-hand accounts", event.first_hand],
  ];
  // Those that explain a number stand beside it.
  const reasons = event.reasons.filter((reason) => !bounds.some(([, [, , why]]) => why && reason.includes(why)));
  return h(
    "section",
    { class: "support" },
    h("h3", {}, h("span", { class: "grade" }, event.grade)),
    reasons.length ? h("ul", { class: "reasons" }, ...reasons.map((reason) => h("li", {}, reason))) : null,
    h(
      "dl",
      { class: "bounds" },
      h("div", {}, h("dt", {}, event.reports === 1 ? "report" : "reports"), h("dd", {}, h("b", {}, event.reports))),
      ...bounds.map(([name, [low, high, why]]) =>
        h("div", {}, h("dt", {}, name), h("dd", {}, h("b", {}, span(low, high)), why ? h("small", {}, why) : null)),
      ),
    ),
    h("p", { class: "caveat" }, "At least and at most, in this ledger."),
  );
}

function figures(count: Count): HTMLElement {
  const range = count.low === count.high ? "" : `, ${count.low.toLocaleString("en")} to ${count.high.toLocaleString("en")} reported`;
  return h(
    "section",
    { class: "figures" },
    h("h3", {}, `${capital(roleWords(count.role))}: ${count.best.toLocaleString("en")}`, h("small", {}, range)),
    count.low < count.high ? dots(count) : null,
    h("p", { class: "caveat" }, count.note, count.by === "machine" ? "" : `; decided by ${count.by}`),
    count.said.length > 1 || count.low < count.high ? saidTable(count.said) : null,
  );
}

/** Each figure as a dot on a line, the best one filled. */
function dots(count: Count): SVGElement {
  const [left, right] = [14, 486];
  const x = (n: number): number => left + ((n - count.low) / (count.high - count.low)) * (right - left);
  const made = s("svg", { class: "scale", viewBox: "0 0 500 44", role: "img", "aria-label": `from ${count.low} to ${count.high}, best ${count.best}` });
  add(made, s("line", { x1: left, x2: right, y1: 14, y2: 14 }));
  const values = new Set([...count.said.map((said) => Number(said.value)).filter(Number.isFinite), count.best]);
  for (const n of values) {
    if (n < count.low || n > count.high) continue;
    add(made, s("circle", { class: n === count.best ? "best" : "", cx: x(n), cy: 14, r: n === count.best ? 7 : 5 }));
  }
  for (const n of new Set([count.low, count.best, count.high])) {
    add(made, s("text", { x: x(n), y: 38, "text-anchor": n === count.low ? "start" : n === count.high ? "end" : "middle", dx: n === count.low ? -7 : n === count.high ? 7 : 0 }, n.toLocaleString("en")));
  }
  return made;
}

function saidTable(claimed: Said[]): HTMLElement {
  const said = merged(claimed);
  const shown = rows(said.slice(0, FIGURES));
  if (said.length <= FIGURES) return shown;
  const rest = h(
    "details",
    { class: "folded" },
    h("summary", {}, `${said.length - FIGURES} more who say so`),
    rows(said.slice(FIGURES)),
  );
  return h("div", {}, shown, rest);
}

/** One row for what one publisher says on one day on one word, with all the words it has for it. */
function merged(said: Said[]): Said[] {
  const held = new Map<string, Said>();
  for (const one of said) {
    const key = JSON.stringify([one.value, one.cited, one.publisher, one.published, one.by]);
    const before = held.get(key);
    const quoted = one.words && one.words !== one.value ? `“${one.words}”` : "";
    if (!before) held.set(key, { ...one, words: quoted });
    else if (quoted && !before.words.includes(quoted)) before.words = [before.words, quoted].filter(Boolean).join(", ");
  }
  return [...held.values()];
}

function rows(said: Said[]): HTMLElement {
  return h(
    "table",
    { class: "said" },
    h("thead", {}, h("tr", {}, ...["Says", "On word of", "Publisher", "Date"].map((name) => h("th", { scope: "col" }, name)))),
    h(
      "tbody",
      {},
      ...said.map((one) =>
        h(
          "tr",
          {},
          h("td", {}, h("b", {}, one.value), one.words ? h("small", {}, one.words) : null),
          h("td", {}, one.cited, one.by === "machine" ? null : h("small", {}, `decided by ${one.by}`)),
          h("td", {}, one.publisher ?? "not known"),
          h("td", { class: "day" }, one.published ?? "not known"),
        ),
      ),
    ),
  );
}

function conflicts(event: Event): HTMLElement | null {
  // Differing figures stand with the figures.
  const shown = event.conflicts.filter(([field]) => !event.counts.some((count) => count.role === field));
  if (!shown.length) return null;
  return h(
    "section",
    { class: "conflicts" },
    h("h3", {}, "Where the claims differ"),
    ...shown.map(([field, said]) => h("div", {}, h("h4", {}, capital(fieldWords(field))), saidTable(said))),
  );
}

function claims(data: Data, event: Event): HTMLElement {
  const byReport = new Map<number | null, Claim[]>();
  for (const number of event.claims) {
    const claim = data.claims[number];
    if (!claim) continue;
    const held = byReport.get(claim.report) ?? [];
    held.push(claim);
    byReport.set(claim.report, held);
  }
  const articles = [...byReport].map(([number, held]) => article(data, number, held));
  return h(
    "section",
    { class: "claims" },
    h("h3", {}, "Who says what", h("small", {}, ` ${plural(event.claims.length, "claim")} in ${plural(byReport.size, "report")}`)),
    ...articles.slice(0, REPORTS),
    articles.length > REPORTS
      ? h(
          "details",
          { class: "folded" },
          h("summary", {}, `${plural(articles.length - REPORTS, "more report")} of the same`),
          ...articles.slice(REPORTS),
        )
      : null,
  );
}

function article(data: Data, number: number | null, held: Claim[]): HTMLElement {
  const report = number === null ? undefined : data.reports[number];
  return h(
    "article",
    { class: "says" },
    h(
      "header",
      {},
      h("b", {}, report?.publisher ?? "publisher not known"),
      h("span", {}, report?.published ?? "date not known"),
      h("span", { class: "headline" }, report?.title ?? ""),
    ),
    ...held.map((claim) => one(data, claim)),
    report?.url ? h("p", { class: "url" }, address(report.url)) : null,
  );
}

function one(data: Data, claim: Claim): HTMLElement {
  const tags = h("p", { class: "tags" });
  if (claim.denies) add(tags, h("strong", { class: "denies" }, "Denies it"));
  if (claim.modality !== "actual") add(tags, h("strong", {}, claim.modality));
  if (claim.background) add(tags, h("span", {}, "told as background"));
  add(tags, h("span", {}, chain(claim)));
  for (const [role, n, words] of claim.counts) add(tags, h("span", {}, `${roleWords(role)}: ${n.toLocaleString("en")} (“${words}”)`));
  if (claim.by !== "machine") add(tags, h("span", {}, `decided by ${claim.by}`));
  return h("div", { class: claim.denies ? "claim denying" : "claim" }, quoteInContext(data, claim), tags);
}

/** "on word of police, who cite witnesses" */
function chain(claim: Claim): string {
  if (!claim.cited.length) return "the report says it itself";
  const words = claim.cited.map(([source, cue]) => source || `nobody named (“${cue}”)`);
  return `on word of ${words.join(", who cites ")}`;
}

function families(data: Data, event: Event): HTMLElement | null {
  const numbers = new Set<number>();
  for (const number of event.claims) {
    const report = data.claims[number]?.report;
    const family = report === null || report === undefined ? null : data.reports[report]?.family;
    if (family !== null && family !== undefined) numbers.add(family);
  }
  if (!numbers.size) return null;
  return h(
    "section",
    { class: "families" },
    h("h3", {}, "Where the text came from"),
    ...[...numbers].map((number) => {
      const family = data.families[number];
      return family ? stemma(data, family) : null;
    }),
  );
}

function unsure(data: Data, state: State, event: Event): HTMLElement | null {
  if (!event.unsure.length) return null;
  return h(
    "section",
    { class: "unsure" },
    h("h3", {}, "May be the same as"),
    h(
      "ul",
      {},
      ...event.unsure.map(([id, why]) => {
        const other = data.events.find((held) => held.id === id);
        if (!other) return h("li", {}, id, h("small", {}, why));
        const link = button("", () => state.set({ event: id }), { class: "plain" });
        add(link, typeMark(data, other), " ", other.when?.words ?? "no date", ", ", other.place?.label ?? "not placed", ": ", whoToWhom(other));
        return h("li", {}, link, h("small", {}, why));
      }),
    ),
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
