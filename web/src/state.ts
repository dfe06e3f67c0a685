/** What is chosen, kept in the address behind "#", so that a link shows the same. */

import type { Data, Event } from "./data";
import { typeOf } from "./data";

export interface Chosen {
  words: string;
  types: string[];
  actor: string;
  place: string;
  since: string;
  until: string;
  grade: string;
  codebook: string;
  sources: number;
  contested: boolean;
  sort: SortKey;
  descending: boolean;
  event: string;
}

export type SortKey = "date" | "type" | "who" | "place" | "killed" | "sources" | "grade";

const SORTS: readonly SortKey[] = ["date", "type", "who", "place", "killed", "sources", "grade"];

export const NOTHING: Chosen = {
  words: "",
  types: [],
  actor: "",
  place: "",
  since: "",
  until: "",
  grade: "",
  codebook: "",
  sources: 0,
  contested: false,
  sort: "date",
  descending: true,
  event: "",
};

type Listener = (chosen: Chosen, before: Chosen) => void;

export class State {
  chosen: Chosen = fromHash(location.hash);
  private readonly listeners: Listener[] = [];

  constructor() {
    addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== toHash(this.chosen)) this.take(fromHash(location.hash));
    });
  }

  subscribe(listener: Listener): void {
    this.listeners.push(listener);
  }

  set(change: Partial<Chosen>): void {
    this.take({ ...this.chosen, ...change });
    const hash = toHash(this.chosen);
    history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  }

  reset(): void {
    const { sort, descending, event } = this.chosen;
    this.set({ ...NOTHING, sort, descending, event });
  }

  private take(chosen: Chosen): void {
    const before = this.chosen;
    this.chosen = chosen;
    for (const listener of this.listeners) listener(chosen, before);
  }
}

export function toHash(chosen: Chosen): string {
  const kept = new URLSearchParams();
  if (chosen.words) kept.set("q", chosen.words);
  for (const type of chosen.types) kept.append("type", type);
  for (const name of ["actor", "place", "since", "until", "grade", "codebook"] as const) {
    if (chosen[name]) kept.set(name, chosen[name]);
  }
  if (chosen.sources) kept.set("sources", String(chosen.sources));
  if (chosen.contested) kept.set("contested", "1");
  if (chosen.sort !== NOTHING.sort || chosen.descending !== NOTHING.descending) {
    kept.set("sort", (chosen.descending ? "-" : "") + chosen.sort);
  }
  if (chosen.event) kept.set("event", chosen.event);
  return kept.toString();
}

export function fromHash(hash: string): Chosen {
  const held = new URLSearchParams(hash.replace(/^#/, ""));
  const sort = held.get("sort") ?? "-date";
  const key = sort.replace(/^-/, "") as SortKey;
  const day = (name: string): string => {
    const value = held.get(name) ?? "";
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : "";
  };
  const sources = Number(held.get("sources") ?? 0);
  return {
    words: held.get("q") ?? "",
    types: held.getAll("type"),
    actor: held.get("actor") ?? "",
    place: held.get("place") ?? "",
    since: day("since"),
    until: day("until"),
    grade: held.get("grade") ?? "",
    codebook: held.get("codebook") ?? "",
    sources: Number.isInteger(sources) && sources > 0 ? sources : 0,
    contested: held.get("contested") === "1",
    sort: SORTS.includes(key) ? key : "date",
    descending: SORTS.includes(key) ? sort.startsWith("-") : true,
    event: held.get("event") ?? "",
  };
}

export function isFiltered(chosen: Chosen): boolean {
  return toHash({ ...chosen, sort: "date", descending: true, event: "" }) !== "";
}

/** What a reader may search for in an event, in lower case; made once for each event. */
const searched = new WeakMap<Event, string>();

function wordsOf(data: Data, event: Event): string {
  let words = searched.get(event);
  if (words === undefined) {
    const type = typeOf(data, event);
    const said = event.claims.flatMap((number) => {
      const claim = data.claims[number];
      if (!claim) return [];
      const report = claim.report === null ? undefined : data.reports[claim.report];
      const passage = claim.passage === null ? claim.quote : report?.passages[claim.passage];
      return [
        report?.publisher ?? "",
        report?.title ?? "",
        claim.passage === null
          ? (claim.quote ?? "")
          : Array.from(passage ?? "").slice(claim.at[0], claim.at[1]).join(""),
        ...claim.cited.map((cited) => cited[0]),
      ];
    });
    words = [
      type.name,
      type.code,
      event.mode ?? "",
      ...event.actors,
      ...event.recipients,
      event.place?.label ?? "",
      ...event.weapons,
      event.grade,
      event.id,
      ...said,
    ]
      .join("\n")
      .toLowerCase();
    searched.set(event, words);
  }
  return words;
}

export function contested(event: Event): boolean {
  return event.conflicts.length > 0 || event.kind === "denied";
}

export function isContested(data: Data, event: Event): boolean {
  return contested(event) || event.claims.some((number) => data.claims[number]?.denies);
}

export type Part = "period" | "type" | "place";

/** Give the events that match; ``without`` leaves one part out, for the view that chooses it. */
export function matching(data: Data, chosen: Chosen, without?: Part): Event[] {
  const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
  const types = new Set(chosen.types);
  return data.events.filter((event) => {
    const type = typeOf(data, event);
    if (without !== "type" && types.size && !types.has(type.code)) return false;
    if (chosen.codebook && type.codebook !== chosen.codebook) return false;
    if (chosen.grade && event.grade !== chosen.grade) return false;
    if (chosen.sources && event.sources[0] < chosen.sources) return false;
    if (chosen.actor && ![...event.actors, ...event.recipients].includes(chosen.actor)) return false;
    if (without !== "place" && chosen.place && event.place?.label !== chosen.place) return false;
    if (chosen.contested && !isContested(data, event)) return false;
    if (without !== "period" && !inPeriod(event, chosen.since, chosen.until)) return false;
    if (words.length) {
      const held = wordsOf(data, event);
      if (!words.every((word) => held.includes(word))) return false;
    }
    return true;
  });
}

/** An event is in a period that its dates may reach; an undated one is in none. */
function inPeriod(event: Event, since: string, until: string): boolean {
  if (!since && !until) return true;
  const when = event.when;
  if (!when) return false;
  const from = when.from ?? "0000";
  const to = when.to ?? "9999";
  return (!since || to >= since) && (!until || from <= until);
}

export function sorted(data: Data, events: Event[], key: SortKey, descending: boolean): Event[] {
  const value = (event: Event): string | number | null => {
    switch (key) {
      case "date":
        // "By 3 May" is not a date to sort by: such events come behind those that have one.
        return event.when?.to ? event.when.from : null;
      case "type":
        return typeOf(data, event).name;
      case "who":
        return event.actors[0]?.toLowerCase() ?? event.recipients[0]?.toLowerCase() ?? null;
      case "place":
        return event.place?.label.toLowerCase() ?? null;
      case "killed":
        return event.counts.find((count) => count.role === "killed")?.best ?? null;
      case "sources":
        return event.sources[0] * 1000 + event.sources[1];
      case "grade":
        return -data.grades.indexOf(event.grade);
    }
  };
  const keyed = events.map((event, i) => ({ event, i, value: value(event) }));
  keyed.sort((a, b) => {
    // What is not known comes last, whichever way the rest runs.
    if (a.value === null || b.value === null) {
      return a.value === b.value ? a.i - b.i : a.value === null ? 1 : -1;
    }
    const order = a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
    return (descending ? -order : order) || a.i - b.i;
  });
  return keyed.map((item) => item.event);
}
