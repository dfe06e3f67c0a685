/** The filters, and what they leave: "n of N events". */

import type { Data, Event } from "./data";
import { colourOf, typeOf } from "./data";
import { add, button, clear, h, on, plural } from "./dom";
import type { Chosen, State } from "./state";
import { isFiltered, matching } from "./state";

/** A list of names longer than this is no help; the search field finds the rest. */
const NAMES = 400;

/** Types shown before one asks for the rest; they come by how many events they have. */
const CHIPS = 10;

export function controls(data: Data, state: State): HTMLElement {
  const search = h("input", {
    type: "search",
    id: "search",
    placeholder: "Words in quotes, names, places",
    autocomplete: "off",
  });
  on(search, { input: () => state.set({ words: search.value }) });
  const since = day("since", "From", state);
  const until = day("until", "To", state);
  const selects = [
    choice(state, "actor", "Who", "Anyone", counted(data, (e) => [...e.actors, ...e.recipients])),
    choice(state, "place", "Place", "Anywhere", counted(data, (e) => (e.place ? [e.place.label] : []))),
    choice(state, "grade", "Grade", "Any grade", graded(data)),
  ];
  const codebooks = [...new Set(data.types.map((type) => type.codebook))];
  if (codebooks.length > 1) {
    selects.push(choice(state, "codebook", "Codebook", "All codebooks", codebooks.map((c) => [c, c])));
  }
  const sources = h("select", { id: "sources" });
  for (const n of [0, 2, 3, 5]) {
    add(sources, h("option", { value: n }, n ? `${n} or more` : "Any number"));
  }
  on(sources, { change: () => state.set({ sources: Number(sources.value) }) });
  const contested = h("input", { type: "checkbox", id: "contested" });
  on(contested, { change: () => state.set({ contested: contested.checked }) });

  const chips = h("div", { class: "chips", role: "group", "aria-label": "Type of event" });
  const many = h("p", { class: "found", role: "status", "aria-live": "polite" });
  const reset = button("Clear filters", () => state.reset(), { class: "plain", id: "reset" });

  const more = h(
    "details",
    { class: "more" },
    h("summary", {}, "Filters"),
    h(
      "div",
      { class: "fields" },
      ...selects.map((select) => select.field),
      since.field,
      until.field,
      field("Independent sources", sources, "At least, in this ledger"),
      h(
        "label",
        { class: "check", for: "contested", title: "Claims differ, or somebody denies it" },
        contested,
        "Only where claims differ",
      ),
    ),
  );
  if (matchMedia("(min-width: 45rem)").matches) more.open = true;

  const update = (chosen: Chosen): void => {
    if (search.value !== chosen.words) search.value = chosen.words;
    for (const select of selects) select.show(chosen);
    since.show(chosen);
    until.show(chosen);
    sources.value = String(chosen.sources);
    if (!sources.value) sources.value = "0";
    contested.checked = chosen.contested;
    const left = matching(data, chosen).length;
    clear(many);
    add(many, h("b", {}, left.toLocaleString("en")), ` of ${plural(data.events.length, "event")}`);
    reset.hidden = !isFiltered(chosen);
    showChips(data, state, chips, chosen);
  };
  state.subscribe(update);
  update(state.chosen);

  return h(
    "section",
    { class: "controls", "aria-label": "Filter events" },
    h(
      "div",
      { class: "searching" },
      h("label", { for: "search", class: "hidden" }, "Search events"),
      search,
      many,
      reset,
    ),
    chips,
    more,
  );
}

function showChips(data: Data, state: State, chips: HTMLElement, chosen: Chosen): void {
  const left = new Map<number, number>();
  for (const event of matching(data, chosen, "type")) {
    left.set(event.type, (left.get(event.type) ?? 0) + 1);
  }
  const focused = document.activeElement?.getAttribute("data-type");
  const all = chips.classList.contains("all") || data.types.length <= CHIPS + 1;
  clear(chips);
  data.types.forEach((type, i) => {
    const pressed = chosen.types.includes(type.code);
    if (!all && i >= CHIPS && !pressed) return;
    const chip = button(
      h("span", { class: `dot ${colourOf(i)}`, "aria-hidden": "true" }),
      () => {
        const types = new Set(state.chosen.types);
        if (!types.delete(type.code)) types.add(type.code);
        state.set({ types: [...types] });
      },
      {
        class: "chip",
        "data-type": `${type.codebook}.${type.code}`,
        "aria-pressed": String(pressed),
        title: type.definition || `${type.code}, codebook ${type.codebook}`,
      },
    );
    add(chip, type.name, h("span", { class: "n" }, left.get(i) ?? 0));
    add(chips, chip);
    if (focused === `${type.codebook}.${type.code}`) chip.focus();
  });
  if (!all) {
    add(
      chips,
      button(
        `${data.types.length - CHIPS} more types`,
        () => {
          chips.classList.add("all");
          showChips(data, state, chips, state.chosen);
          chips.querySelectorAll("button")[CHIPS]?.focus();
        },
        { class: "chip rest" },
      ),
    );
  }
}

type Options = [value: string, words: string][];

interface Field {
  field: HTMLElement;
  show: (chosen: Chosen) => void;
}

function field(label: string, input: HTMLElement, hint?: string): HTMLElement {
  return h("label", { class: "field", for: input.id, title: hint ?? null }, h("span", {}, label), input);
}

function choice(
  state: State,
  key: "actor" | "place" | "grade" | "codebook",
  label: string,
  any: string,
  options: Options,
): Field {
  const select = h("select", { id: key }, h("option", { value: "" }, any));
  for (const [value, words] of options) add(select, h("option", { value }, words));
  on(select, { change: () => state.set({ [key]: select.value }) });
  return {
    field: field(label, select),
    show: (chosen) => {
      const value = chosen[key];
      // One that an address or the map names and the list has not.
      if (value && !options.some(([known]) => known === value)) {
        add(select, h("option", { value }, value));
        options.push([value, value]);
      }
      select.value = value;
    },
  };
}

function day(key: "since" | "until", label: string, state: State): Field {
  const input = h("input", { type: "date", id: key });
  on(input, { change: () => state.set({ [key]: input.value }) });
  return {
    field: field(label, input),
    show: (chosen) => {
      input.value = chosen[key];
    },
  };
}

function counted(data: Data, names: (event: Event) => string[]): Options {
  const tally = new Map<string, number>();
  for (const event of data.events) {
    for (const name of new Set(names(event))) tally.set(name, (tally.get(name) ?? 0) + 1);
  }
  return [...tally]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, NAMES)
    .map(([name, n]) => [name, `${name} (${n})`]);
}

function graded(data: Data): Options {
  return data.grades.map((grade) => [
    grade,
    `${grade} (${data.events.filter((event) => event.grade === grade).length})`,
  ]);
}

/** "gunmen to Russia: police", or whoever of the two is known. */
export function whoToWhom(event: { actors: string[]; recipients: string[] }): Node {
  const made = document.createDocumentFragment();
  const list = (names: string[]): string =>
    names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  const holder = h("span", { class: "parties" });
  if (event.actors.length) add(holder, h("span", { class: "actor" }, list(event.actors)));
  else add(holder, h("span", { class: "unknown" }, "not said who"));
  if (event.recipients.length) {
    add(holder, h("span", { class: "arrow", "aria-hidden": "true" }, " → "));
    add(holder, h("span", { class: "hidden" }, " to "), list(event.recipients));
  }
  made.append(holder);
  return made;
}

export function typeMark(data: Data, event: Event): HTMLElement {
  const type = typeOf(data, event);
  return h(
    "span",
    { class: "type", title: type.definition || null },
    h("span", { class: `dot ${colourOf(event.type)}`, "aria-hidden": "true" }),
    type.name,
    event.mode ? h("span", { class: "mode" }, ` ${event.mode.replace(/_/g, " ")}`) : null,
  );
}
