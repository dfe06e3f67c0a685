/** The table of events: sorted by any column, a page at a time. */

import type { Data, Event } from "./data";
import { countOf, fieldWords } from "./data";
import { typeMark, whoToWhom } from "./controls";
import { add, button, clear, h, on, plural, span } from "./dom";
import type { Chosen, SortKey, State } from "./state";
import { matching, sorted, toHash } from "./state";

const PAGE = 25;

/** Rows on paper at most: some twenty sheets. */
const PRINTED = 500;

/** Sources drawn as dots; more are a number. */
const DOTS = 6;

const COLUMNS: [key: SortKey, label: string, hint: string][] = [
  ["date", "Date", ""],
  ["type", "Type", ""],
  ["who", "Who, to whom", ""],
  ["place", "Place", ""],
  ["killed", "Killed", "best figure, and the lowest and highest that are reported"],
  ["sources", "Sources", "independent sources in this ledger, at least and at most, and reports"],
  ["grade", "Grade", "how well it is supported"],
];

export function table(data: Data, state: State): HTMLElement {
  let page = 0;
  let rows = PAGE;
  const body = h("tbody");
  const heads = new Map<SortKey, HTMLTableCellElement>();
  const head = h("tr");
  for (const [key, label, hint] of COLUMNS) {
    const cell = h("th", { scope: "col", class: key });
    add(
      cell,
      button(
        label,
        () => {
          const again = state.chosen.sort === key;
          const descending = again ? !state.chosen.descending : key !== "type" && key !== "who" && key !== "place";
          state.set({ sort: key, descending });
        },
        { class: "sort", title: hint || null },
      ),
    );
    heads.set(key, cell);
    add(head, cell);
  }
  // On a phone rows are cards without column heads.
  const sorting = h("select", { id: "sort" });
  for (const [key, label] of COLUMNS) {
    add(sorting, h("option", { value: `-${key}` }, `${label} ↓`), h("option", { value: key }, `${label} ↑`));
  }
  on(sorting, {
    change: () => state.set({ sort: sorting.value.replace("-", "") as SortKey, descending: sorting.value.startsWith("-") }),
  });
  const pager = h("nav", { class: "pager", "aria-label": "Pages of the table" });
  const section = h(
    "section",
    { id: "events", class: "events", "aria-labelledby": "events-head" },
    h(
      "div",
      { class: "head" },
      h("h2", { id: "events-head" }, "Events"),
      h("label", { class: "sorting", for: "sort" }, h("span", {}, "Sort by "), sorting),
    ),
    h(
      "div",
      { class: "rows" },
      h(
        "table",
        {},
        h("caption", { class: "hidden" }, "Events; choose one to see who says what"),
        h("thead", {}, head),
        body,
      ),
    ),
    pager,
  );

  const show = (chosen: Chosen): void => {
    const events = sorted(data, matching(data, chosen), chosen.sort, chosen.descending);
    const pages = Math.max(1, Math.ceil(events.length / rows));
    page = Math.min(page, pages - 1);
    for (const [key, cell] of heads) {
      if (key === chosen.sort) {
        cell.setAttribute("aria-sort", chosen.descending ? "descending" : "ascending");
      } else cell.removeAttribute("aria-sort");
    }
    sorting.value = (chosen.descending ? "-" : "") + chosen.sort;
    clear(body);
    for (const event of events.slice(page * rows, (page + 1) * rows)) {
      add(body, row(data, state, event, chosen));
    }
    if (!events.length) {
      add(
        body,
        h("tr", { class: "none" }, h("td", { colspan: COLUMNS.length }, "No event in this ledger matches these filters.")),
      );
    }
    clear(pager);
    if (pages > 1) {
      const turn = (to: number) => (): void => {
        page = to;
        show(state.chosen);
        section.scrollIntoView({ block: "start" });
      };
      add(
        pager,
        button("Earlier page", turn(page - 1), page === 0 ? { disabled: true } : {}),
        h("span", {}, `${page * rows + 1}–${Math.min(events.length, (page + 1) * rows)} of ${events.length.toLocaleString("en")}`),
        button("Next page", turn(page + 1), page === pages - 1 ? { disabled: true } : {}),
      );
    }
  };
  state.subscribe((chosen, before) => {
    if (toHash({ ...chosen, event: "" }) !== toHash({ ...before, event: "" })) {
      page = 0;
      show(chosen);
    } else {
      for (const held of body.querySelectorAll("tr")) {
        held.classList.toggle("chosen", held.getAttribute("data-event") === chosen.event);
      }
    }
  });
  show(state.chosen);
  // Paper has no pages to turn.
  on(window, {
    beforeprint: () => {
      rows = PRINTED;
      show(state.chosen);
    },
    afterprint: () => {
      rows = PAGE;
      show(state.chosen);
    },
  });
  return section;
}

function row(data: Data, state: State, event: Event, chosen: Chosen): HTMLTableRowElement {
  const when = event.when;
  const open = (): void => state.set({ event: event.id });
  const made = h(
    "tr",
    { "data-event": event.id, class: chosen.event === event.id ? "chosen" : null },
    h(
      "td",
      { class: "date", "data-label": "Date" },
      button(when ? when.words : "no date", open, { class: "open", "aria-haspopup": "dialog" }),
      when && when.precision !== "on that day" ? h("small", {}, when.precision) : null,
    ),
    h("td", { class: "type", "data-label": "Type" }, typeMark(data, event)),
    h("td", { class: "who", "data-label": "Who" }, whoToWhom(event)),
    h(
      "td",
      { class: "place", "data-label": "Place" },
      event.place ? event.place.label : h("span", { class: "unknown" }, "not placed"),
      event.place?.precision && event.place.precision > 1 ? h("small", {}, event.place.words) : null,
    ),
    h("td", { class: "killed", "data-label": "Killed" }, killed(event)),
    h("td", { class: "sources", "data-label": "Sources" }, sources(event)),
    h("td", { class: "grade", "data-label": "Grade" }, event.grade, differing(data, event)),
  );
  return on(made, {
    click: (e) => {
      if (!(e.target instanceof Element && e.target.closest("button, a"))) open();
    },
  });
}

/** On what the claims differ; that they do may be the grade already. */
function differing(data: Data, event: Event): Node | null {
  const words = [];
  const fields = event.conflicts.map(([field]) => field).filter((field) => field !== "happened");
  if (fields.length) words.push(`claims differ: ${fields.map(fieldWords).join(", ")}`);
  if (event.kind !== "denied" && event.claims.some((number) => data.claims[number]?.denies)) words.push("somebody denies it");
  return words.length ? h("small", { class: "contested" }, words.join("; ")) : null;
}

export function killed(event: Event): Node {
  const count = countOf(event, "killed");
  if (!count) return h("span", { class: "unknown" }, "–", h("span", { class: "hidden" }, "not said"));
  const made = h("span", { class: "figure", title: count.note || null }, h("b", {}, count.best.toLocaleString("en")));
  if (count.low !== count.high) {
    add(made, h("small", {}, `${count.low.toLocaleString("en")}–${count.high.toLocaleString("en")}`));
  }
  return made;
}

/** Full dots for sources that are surely independent, hollow ones for those that may be. */
export function sources(event: Event): Node {
  const [low, high, why] = event.sources;
  const made = h("span", { title: why || null });
  if (high <= DOTS) {
    const dots = h("span", { class: "dots", "aria-hidden": "true" });
    for (let i = 0; i < high; i++) add(dots, h("i", { class: i < low ? "sure" : "maybe" }));
    add(made, dots);
  }
  add(
    made,
    h("b", {}, span(low, high)),
    h("span", { class: "hidden" }, high === 1 ? " independent source" : " independent sources"),
    h("small", {}, plural(event.reports, "report")),
  );
  return made;
}
