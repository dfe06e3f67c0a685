/** The page's data as Python wrote it (dateline.web.data); indices point into the other lists. */

export type Bounds = [low: number, high: number, why: string];

export interface When {
  from: string | null;
  to: string | null;
  words: string;
  precision: string;
  how: string;
}

export interface Place {
  key: string | null;
  label: string;
  at: [longitude: number, latitude: number] | null;
  country: string | null;
  precision: number | null;
  words: string;
  inferred: boolean;
  ways: Way[];
}

/** How a claim comes to the place: which name, by which rule, which candidates lost. */
export interface Way {
  name: string;
  context: string;
  claim: number;
  told: string;
  relation: string;
  precision: string;
  score: number;
  match: string;
  for: string;
  against: string;
  lost: [label: string, score: number][];
}

export interface Said {
  value: string;
  words: string;
  publisher: string | null;
  published: string | null;
  cited: string;
  by: string;
}

export interface Count {
  role: string;
  low: number;
  best: number;
  high: number;
  note: string;
  by: string;
  said: Said[];
}

export interface Event {
  id: string;
  type: number;
  mode: string | null;
  kind: string;
  actors: string[];
  recipients: string[];
  place: Place | null;
  when: When | null;
  counts: Count[];
  weapons: string[];
  reports: number;
  sources: Bounds;
  families: Bounds;
  cited: Bounds;
  first_hand: Bounds;
  grade: string;
  reasons: string[];
  claims: number[];
  conflicts: [field: string, said: Said[]][];
  unsure: [event: string, why: string][];
}

export interface Claim {
  id: string;
  report: number | null;
  quote: string | null;
  passage: number | null;
  at: [start: number, end: number];
  marks: [role: string, start: number, end: number][];
  actors: string[];
  recipients: string[];
  places: string[];
  when: When | null;
  counts: [role: string, n: number, words: string][];
  cited: [words: string, cue: string][];
  denies: boolean;
  modality: string;
  background: boolean;
  by: string;
}

export interface CheckItem {
  kind: string;
  words: string;
  meaning: string;
  verdict: string;
  why: string;
  evidence: string[];
}

export interface Check {
  items: CheckItem[];
  loaded: [words: string, category: string, inBody: boolean][];
  note: string;
}

export interface Report {
  id: string;
  title: string;
  publisher: string | null;
  url: string | null;
  language: string;
  published: string | null;
  day: string | null;
  how: string;
  credits: [how: string, name: string][];
  characters: number;
  passages: string[];
  uncoded: string | null;
  check: Check | null;
  family: number | null;
  assessable: boolean;
  why: string;
  credited: string[];
  phrases: string[];
}

/** Words that both have; so many of them left out; the same but for case and marks; words that differ. */
export type Part = string | number | [a: string, b: string] | { a?: string; b?: string; more_a?: number; more_b?: number };

export interface Passage {
  kind: string;
  moved: boolean;
  a: [start: number, end: number] | null;
  b: [start: number, end: number] | null;
  parts: Part[];
}

export interface Tie {
  other: number | null;
  known: boolean;
  edit: string | null;
  share: number | null;
  share_of_other: number | null;
  credit: string;
  basis: string;
  reasons: string[];
  /** Where the other is outside the ledger: the report that edit and shares are told of. */
  near: number | null;
  beside: Passage[];
}

/** A member in its row; time from 0 to 1, a bound that is not known is null. */
export interface Row {
  report: number;
  depth: number;
  first: number | null;
  last: number | null;
  coverage: number;
  tie: Tie | null;
}

export interface Family {
  id: string;
  members: number[];
  origin: number | null;
  outside: string | null;
  why: string;
  ticks: [at: number, words: string][];
  rows: Row[];
}

export interface EventType {
  codebook: string;
  code: string;
  name: string;
  definition: string;
  events: number;
}

export type Division = [
  place: string,
  name: string,
  country: string,
  dispute: string[],
  polygons: number[][][],
];

export interface Region {
  box: [west: number, south: number, east: number, north: number];
  view: [west: number, south: number, east: number, north: number];
  scale: number;
  arcs: number[][];
  borders: number[];
  divisions: Division[];
  attribution: string;
}

export interface Counts {
  events: number;
  events_in_ledger: number;
  claims: number;
  reports: number;
  texts: number;
  not_placed: number;
  not_drawn: number;
  not_dated: number;
  denied: number;
  summaries: number;
  unsure: number;
  uncoded: number;
  unreadable: number;
  period: string;
}

export interface Data {
  shape: number;
  title: string;
  filters: string[];
  counts: Counts;
  types: EventType[];
  grades: string[];
  events: Event[];
  claims: Claim[];
  reports: Report[];
  families: Family[];
  rewrites: [earlier: number, later: number, why: string, kind: string][];
  unreadable: [what: string, why: string][];
  contradictions: string[];
  map: Region | null;
}

const SHAPE = 3;

export function readData(): Data {
  const held = document.getElementById("data")?.textContent;
  if (!held) throw new Error("this file holds no data; make it again with: dateline page");
  const data = JSON.parse(held) as Data;
  if (data.shape !== SHAPE) {
    throw new Error(`this file's data has shape ${data.shape}, its script reads ${SHAPE}`);
  }
  return data;
}

export function typeOf(data: Data, event: Event): EventType {
  const type = data.types[event.type];
  if (!type) throw new Error(`event ${event.id} has no type`);
  return type;
}

export function countOf(event: Event, role: string): Count | undefined {
  return event.counts.find((count) => count.role === role);
}

/** "killed_of_actors" as a reader would say it. */
export function roleWords(role: string): string {
  return role.replace(/_of_actors$/, " among those who acted").replace(/_/g, " ");
}

const FIELDS: Record<string, string> = {
  happened: "whether it happened",
  actor: "who",
  recipient: "to whom",
  place: "where",
  date: "when",
};

/** What claims differ on. */
export function fieldWords(field: string): string {
  return FIELDS[field] ?? roleWords(field);
}

/** How many colours there are for types; the rest share the last one. */
export const COLOURS = 6;

export function colourOf(type: number): string {
  return `c${Math.min(type, COLOURS - 1)}`;
}

/** UCDP where_prec up to which an event is a point; 4 and 5 are areas, 6 and 7 are listed. */
export const POINT_PRECISION = 3;
export const AREA_PRECISION = 5;

export type Drawn = "point" | "area" | "listed" | "nowhere";

export function drawnAs(event: Event): Drawn {
  const place = event.place;
  if (!place) return "nowhere";
  if (!place.at) return "nowhere";
  if (place.precision === null) return "area";
  if (place.precision <= POINT_PRECISION) return "point";
  return place.precision <= AREA_PRECISION ? "area" : "listed";
}
