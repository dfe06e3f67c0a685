/** The reports: where each text came from, and whether its body bears out its headline. */

import type { Check, Data, Family, Report } from "./data";
import { add, address, button, clear, h, on, plural } from "./dom";
import { nameOf, stemma } from "./stemma";

const PAGE = 25;

/** What a reader should see first comes first. */
const SIGNS: Record<string, string> = {
  contradicted: "✕",
  "absent from the body": "–",
  "mentioned only": "~",
  asked: "?",
  "not assessed": "○",
  supported: "✓",
};

export function reports(data: Data): HTMLElement {
  let shown = PAGE;
  let words = "";
  const list = h("ol", { class: "reports-list" });
  const more = h("p", { class: "pager" });
  const search = h("input", { type: "search", id: "report-search", placeholder: "Title or publisher", autocomplete: "off" });
  const draw = (): void => {
    const found = data.reports.filter((report) =>
      `${report.title}\n${report.publisher ?? ""}`.toLowerCase().includes(words),
    );
    clear(list);
    for (const report of found.slice(0, shown)) add(list, item(data, report));
    clear(more);
    if (found.length > shown) {
      add(
        more,
        button(`Show ${Math.min(PAGE, found.length - shown)} more of ${found.length - shown}`, () => {
          shown += PAGE;
          draw();
        }),
      );
    }
  };
  on(search, {
    input: () => {
      words = search.value.trim().toLowerCase();
      shown = PAGE;
      draw();
    },
  });
  draw();
  return h(
    "section",
    { class: "reports", id: "reports", "aria-labelledby": "reports-head" },
    h("div", { class: "head" }, h("h2", { id: "reports-head" }, "Reports"), h("label", { for: "report-search", class: "hidden" }, "Search reports"), search),
    list,
    more,
    unread(data),
  );
}

function item(data: Data, report: Report): HTMLElement {
  const family = report.family === null ? undefined : data.families[report.family];
  const lines = h("p", { class: "about" });
  const parts: string[] = [];
  for (const [how, name] of report.credits) parts.push(`${how} ${name}`);
  if (report.language && report.language !== "en") parts.push(`language ${report.language}`);
  if (report.uncoded !== null) parts.push(`not in the events: ${report.uncoded}`);
  if (!family && report.why) parts.push(report.why);
  add(lines, parts.join("; "));
  return h(
    "li",
    { class: "report", "data-report": report.id },
    h("h3", {}, report.title || "without a title"),
    h(
      "p",
      { class: "by" },
      h("b", {}, report.publisher ?? "publisher not known"),
      h("span", {}, report.published ?? "date not known", h("small", {}, ` ${report.how}`)),
      report.url ? address(report.url) : null,
    ),
    parts.length ? lines : null,
    ...retold(data, report),
    report.phrases.length ? phrases(report.phrases) : null,
    family ? lineage(data, family) : null,
    report.check ? check(report.check) : null,
  );
}

/** What it may be a rewrite or translation of, and what may be one of it: for a reader to look at. */
function retold(data: Data, report: Report): HTMLElement[] {
  return data.rewrites.flatMap(([earlier, later, why, kind]) => {
    const [first, second] = [data.reports[earlier], data.reports[later]];
    if (report !== first && report !== second) return [];
    const words = report === second ? `May be a ${kind} of ${nameOf(data, earlier)}` : `${nameOf(data, later)} may have a ${kind} of it`;
    return [h("p", { class: "about" }, `${words}: ${why}.`)];
  });
}

/** The text family, drawn when it is first opened: one of sixty reports is not drawn sixty times. */
function lineage(data: Data, family: Family): HTMLElement {
  const made = h("details", { class: "lineage" }, h("summary", {}, summary(family.members.length, family.outside)));
  return on(made, {
    toggle: () => {
      if (made.open && made.childElementCount === 1) add(made, stemma(data, family));
    },
  });
}

function summary(members: number, outside: string | null): string {
  if (members > 1) return `Shares its text with ${plural(members - 1, "other report")}`;
  return `Credits ${outside ?? "somebody"} for its text`;
}

function phrases(words: string[]): HTMLElement {
  return h(
    "details",
    {},
    h("summary", {}, "Phrases to search for elsewhere"),
    h("ul", {}, ...words.map((phrase) => h("li", {}, `“${phrase}”`))),
  );
}

function check({ items, loaded, note }: Check): HTMLElement {
  const tally = new Map<string, number>();
  for (const one of items) tally.set(one.verdict, (tally.get(one.verdict) ?? 0) + 1);
  const order = Object.keys(SIGNS);
  const heads = [...tally].toSorted((a, b) => order.indexOf(a[0]) - order.indexOf(b[0])).map(([verdict, n]) => `${n} ${verdict}`).join(", ");
  return h(
    "details",
    { class: "check-headline" },
    h("summary", {}, `Headline against body: ${heads || "nothing to check"}`),
    h(
      "ul",
      { class: "verdicts" },
      ...items.map((one) =>
        h(
          "li",
          { class: `verdict ${one.verdict.replace(/\W+/g, "-")}` },
          h("span", { class: "sign", "aria-hidden": "true" }, SIGNS[one.verdict] ?? "·"),
          h("b", {}, `“${one.words}”`),
          one.meaning ? h("span", { class: "meaning" }, ` (${one.meaning})`) : null,
          h("span", { class: "word" }, one.verdict),
          h("small", {}, `${one.kind}${one.why ? `; ${one.why}` : ""}`),
          ...one.evidence.slice(0, 3).map((sentence) => h("q", {}, sentence)),
        ),
      ),
    ),
    loaded.length
      ? h("p", { class: "caveat" }, "Loaded wording, named and not scored: ", loaded.map(([word, kind, inBody]) => `“${word}” (${kind}${inBody ? ", in the body too" : ""})`).join(", "), ".")
      : null,
    note ? h("p", { class: "caveat" }, capital(note), ".") : null,
  );
}

function unread(data: Data): HTMLElement | null {
  if (!data.unreadable.length) return null;
  return h(
    "details",
    { class: "unread" },
    h("summary", {}, `${plural(data.unreadable.length, "item")} could not be read`),
    h("ul", {}, ...data.unreadable.map(([what, why]) => h("li", {}, h("b", {}, what), h("small", {}, why)))),
  );
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
