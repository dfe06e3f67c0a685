/** Events by day, week, month or year; drag over it to choose a period. */

import type { Data, Event } from "./data";
import { COLOURS, colourOf } from "./data";
import { add, button, clear, h, on, plural, s } from "./dom";
import type { Chosen, State } from "./state";
import { matching } from "./state";

const DAY = 86_400_000;
const HIGH = 170;
const FOOT = 26;
const SIDE = 6;
const GUTTER = 30;

type Step = "day" | "week" | "month" | "year";

/** Up to so many days a step is a day, a week, a month; bars stay over three pixels wide. */
const STEPS: [days: number, step: Step][] = [
  [75, "day"],
  [550, "week"],
  [3700, "month"],
];

/** Part of the events that may lie outside the drawn period where they would squeeze the rest. */
const FAR = 0.15;

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

export function parseDay(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function begin(time: number, step: Step): number {
  const date = new Date(time);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (step === "day") return Date.UTC(year, month, day);
  if (step === "week") return Date.UTC(year, month, day - ((date.getUTCDay() + 6) % 7));
  return Date.UTC(year, step === "month" ? month : 0, 1);
}

function next(time: number, step: Step): number {
  const date = new Date(time);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (step === "day") return Date.UTC(year, month, day + 1);
  if (step === "week") return Date.UTC(year, month, day + 7);
  return step === "month" ? Date.UTC(year, month + 1, 1) : Date.UTC(year + 1, 0, 1);
}

interface Scale {
  step: Step;
  from: number;
  to: number;
}

interface Dated {
  event: Event;
  from: number;
  to: number;
}

/** Give the events whose two ends are known, and the rest, which no bar can stand for. */
function dated(events: Event[]): { known: Dated[]; undated: number; open: number } {
  const known: Dated[] = [];
  let undated = 0;
  let open = 0;
  for (const event of events) {
    const when = event.when;
    if (!when) undated += 1;
    else if (!when.from || !when.to) open += 1;
    else known.push({ event, from: parseDay(when.from), to: parseDay(when.to) });
  }
  return { known, undated, open };
}

function scaleOf(known: Dated[]): Scale | null {
  const times = known.map((item) => item.from).sort((a, b) => a - b);
  const first = times[0];
  let last = times.at(-1);
  if (first === undefined || last === undefined) return null;
  const early = times[Math.floor(times.length * FAR)] ?? first;
  // A few events told as history do not squeeze the rest into one bar.
  const from = (last - early) * 3 < last - first ? early : first;
  last = Math.max(last, from + 10 * DAY);
  const days = (last - from) / DAY;
  const step = STEPS.find(([most]) => days <= most)?.[1] ?? "year";
  return { step, from: begin(from, step), to: next(begin(last, step), step) };
}

export function timeline(data: Data, state: State): HTMLElement {
  const scale = scaleOf(dated(data.events).known);
  const svg = s("svg", { class: "bars", role: "img", height: HIGH });
  const apart = h("p", { class: "apart" });
  const clearing = button("Clear period", () => state.set({ since: "", until: "" }), { class: "plain" });
  const title = h("h2", { id: "timeline-head" }, "When");
  const section = h(
    "section",
    { class: "timeline", "aria-labelledby": "timeline-head" },
    h("div", { class: "head" }, title, clearing),
    svg,
    apart,
  );
  if (!scale) {
    svg.remove();
    clearing.remove();
    add(apart, "No event in this ledger has a date with both ends known.");
    return section;
  }
  add(title, h("small", {}, ` events a ${scale.step}`));
  let width = 600;
  const x = (time: number): number =>
    SIDE + ((time - scale.from) / (scale.to - scale.from)) * (width - SIDE - GUTTER);
  const timeAt = (at: number): number =>
    scale.from + ((at - SIDE) / (width - SIDE - GUTTER)) * (scale.to - scale.from);

  const draw = (chosen: Chosen): void => {
    const { known, undated, open } = dated(matching(data, chosen, "period"));
    const bars = new Map<number, number[]>();
    let wide = 0;
    let before = 0;
    for (const { event, from, to } of known) {
      const bar = begin(from, scale.step);
      if (to >= next(bar, scale.step)) wide += 1;
      else if (from < scale.from) before += 1;
      else {
        const stack = bars.get(bar) ?? new Array<number>(COLOURS).fill(0);
        const colour = Math.min(event.type, COLOURS - 1);
        stack[colour] = (stack[colour] ?? 0) + 1;
        bars.set(bar, stack);
      }
    }
    const most = Math.max(1, ...[...bars.values()].map((stack) => stack.reduce((a, b) => a + b, 0)));
    svg.setAttribute("viewBox", `0 0 ${width} ${HIGH}`);
    clear(svg);
    drawGrid(svg, most, width);
    for (const [time, stack] of [...bars].sort(([a], [b]) => a - b)) {
      const left = x(time);
      const right = x(next(time, scale.step));
      const wideness = Math.max(1.5, right - left - (right - left > 4 ? 1.5 : 0.3));
      let top = HIGH - FOOT;
      stack.forEach((n, type) => {
        if (!n) return;
        const high = (n / most) * (HIGH - FOOT - 14);
        top -= high;
        add(
          svg,
          s(
            "rect",
            { class: `bar ${colourOf(type)}`, x: left.toFixed(2), y: top.toFixed(2), width: wideness.toFixed(2), height: Math.max(0.5, high - 0.6).toFixed(2) },
            s("title", {}, `${isoDay(time)}: ${plural(n, "event")}, ${type === COLOURS - 1 && data.types.length > COLOURS ? "other types" : (data.types[type]?.name ?? "")}`),
          ),
        );
      });
    }
    drawAxis(svg, scale, x, width);
    drawPeriod(svg, chosen, scale, x);
    svg.setAttribute(
      "aria-label",
      `Bars of events a ${scale.step}, ${isoDay(scale.from)} to ${isoDay(scale.to - DAY)}. The fields From and To choose a period too.`,
    );
    clear(apart);
    const words = [];
    if (before) words.push(`${plural(before, "event")} before ${isoDay(scale.from)}`);
    if (wide) words.push(`${plural(wide, "event")} dated to more than a ${scale.step}`);
    if (open) words.push(`${plural(open, "event")} with only one end of the time known`);
    if (undated) words.push(`${plural(undated, "event")} without a date`);
    if (words.length) add(apart, "Not drawn: ", words.join("; "), ".");
    clearing.hidden = !chosen.since && !chosen.until;
  };

  let started: number | null = null;
  const at = (e: globalThis.Event): number => {
    const box = svg.getBoundingClientRect();
    return (((e as PointerEvent).clientX - box.left) / box.width) * width;
  };
  const period = (a: number, b: number): { since: string; until: string } => {
    const clamp = (t: number): number => Math.min(Math.max(t, scale.from), scale.to - 1);
    const from = begin(clamp(Math.min(a, b)), scale.step);
    const to = next(begin(clamp(Math.max(a, b)), scale.step), scale.step) - DAY;
    return { since: isoDay(from), until: isoDay(to) };
  };
  on(svg, {
    pointerdown: (e) => {
      started = timeAt(at(e));
      svg.setPointerCapture((e as PointerEvent).pointerId);
    },
    pointermove: (e) => {
      if (started === null) return;
      drawPeriod(svg, { ...state.chosen, ...period(started, timeAt(at(e))) }, scale, x);
    },
    pointerup: (e) => {
      if (started === null) return;
      const from = started;
      started = null;
      state.set(period(from, timeAt(at(e))));
    },
    pointercancel: () => {
      started = null;
      draw(state.chosen);
    },
  });
  new ResizeObserver(() => {
    const wide = section.clientWidth;
    if (wide && wide !== width) {
      width = wide;
      draw(state.chosen);
    }
  }).observe(section);
  state.subscribe(draw);
  draw(state.chosen);
  return section;
}

function drawGrid(svg: SVGElement, most: number, width: number): void {
  const high = HIGH - FOOT - 14;
  const rough = most / 3;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  const every = Math.max(1, [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? 1);
  for (let n = every; n <= most; n += every) {
    const y = HIGH - FOOT - (n / most) * high;
    add(svg, s("line", { class: "grid", x1: SIDE, x2: width - GUTTER, y1: y, y2: y }));
    add(svg, s("text", { class: "tick", x: width - GUTTER + 5, y: y + 4 }, n));
  }
  const foot = HIGH - FOOT;
  add(svg, s("line", { class: "base", x1: SIDE, x2: width - GUTTER, y1: foot, y2: foot }));
}

function drawAxis(svg: SVGElement, scale: Scale, x: (t: number) => number, width: number): void {
  const days = (scale.to - scale.from) / DAY;
  const room = Math.max(3, Math.floor(width / 78));
  const step: Step = days <= 45 ? "day" : days <= 1200 ? "month" : "year";
  const units = step === "day" ? days : step === "month" ? days / 30.4 : days / 365.25;
  const every = Math.max(1, Math.ceil(units / room));
  let n = 0;
  let year = 0;
  for (let time = begin(scale.from, step); time < scale.to; time = next(time, step), n += 1) {
    if (time < scale.from && step === "day") continue;
    const date = new Date(time);
    const counted = step === "day" ? n : step === "month" ? date.getUTCMonth() : date.getUTCFullYear();
    if (counted % every || time < scale.from) continue;
    const at = x(time);
    if (at > width - GUTTER - 24) continue;
    const [y, m, d] = [date.getUTCFullYear(), MONTHS[date.getUTCMonth()] ?? "", date.getUTCDate()];
    const fresh = y !== year;
    year = y;
    const words = step === "year" ? String(y) : step === "month" ? (fresh ? `${m} ${y}` : m) : fresh ? `${d} ${m} ${y}` : `${d} ${m}`;
    add(svg, s("line", { class: "mark", x1: at, x2: at, y1: HIGH - FOOT, y2: HIGH - FOOT + 5 }));
    add(svg, s("text", { class: "tick", x: at + 1, y: HIGH - 7 }, words));
  }
}

function drawPeriod(svg: SVGElement, chosen: Chosen, scale: Scale, x: (t: number) => number): void {
  for (const old of svg.querySelectorAll(".period")) old.remove();
  if (!chosen.since && !chosen.until) return;
  const from = chosen.since ? Math.max(parseDay(chosen.since), scale.from) : scale.from;
  const to = chosen.until ? Math.min(parseDay(chosen.until) + DAY, scale.to) : scale.to;
  if (to <= from) return;
  const [left, right] = [x(from), x(to)];
  add(svg, s("rect", { class: "period", x: left, width: Math.max(1, right - left), y: 4, height: HIGH - FOOT - 4 }));
}
