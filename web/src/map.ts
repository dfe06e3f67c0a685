/** The map: land and borders from the file, events as circles, areas as hollow rings. */

import { BORDERS, drawBorders } from "./borders";
import type { Cluster, Measure } from "./clusters";
import { clustersOf, sizeOf, spotsOf } from "./clusters";
import type { Data, Event, Region } from "./data";
import { colourOf, drawnAs, typeOf } from "./data";
import { add, button, clear, h, on, plural, s } from "./dom";
import { Labels } from "./labels";
import { projection, WIDTH } from "./projection";
import type { Chosen, State } from "./state";
import { matching } from "./state";
import { View } from "./view";

export function map(data: Data, state: State): HTMLElement {
  const section = h(
    "section",
    { class: "map", "aria-labelledby": "map-head" },
    h("h2", { id: "map-head" }, "Where"),
  );
  if (!data.map) {
    add(section, h("p", { class: "apart" }, "No event in this ledger has a place that a map can show."));
    return section;
  }
  const drawn = new MapView(data, data.map, state);
  add(section.querySelector("h2") ?? section, drawn.measures);
  add(section, drawn.frame, drawn.key, drawn.apart);
  drawn.start(section);
  return section;
}

/** Countries named under the map at most; the table has all. */
const LISTED = 8;

class MapView {
  readonly frame = h("div", { class: "frame" });
  readonly apart = h("div", { class: "apart" });
  readonly key: HTMLElement;
  readonly measures: HTMLElement;
  private measure: Measure = "events";
  private readonly svg = s("svg", { class: "land", tabindex: 0, role: "group" });
  private readonly soft = s("g", { class: "soft" });
  private readonly circles = s("g", { class: "circles" });
  private readonly tip = h("div", { class: "tip", role: "tooltip", hidden: true });
  private readonly view: View;
  private readonly labels: Labels;
  private readonly provinces = new Map<string, string>();
  private readonly project;

  constructor(
    private readonly data: Data,
    region: Region,
    private readonly state: State,
  ) {
    const drawing = projection(region.box);
    this.project = drawing.project;
    const borders = drawBorders(region, drawing.project);
    const land = s("g", { class: "ground" });
    for (const { division, path } of borders.land) {
      const [place, name, country, dispute] = division;
      this.provinces.set(place, path);
      const words = [name, country].filter(Boolean).join(", ");
      add(
        land,
        s(
          "path",
          { class: dispute.length ? "province disputed" : "province", d: path, "data-place": place },
          s("title", {}, dispute.length ? `${name} (disputed: ${dispute.join(", ")})` : words),
        ),
      );
    }
    add(this.svg, s("rect", { class: "water", x: -WIDTH, y: -WIDTH * 2, width: WIDTH * 3, height: WIDTH * 5 }), land, this.soft);
    for (const kind of BORDERS) add(this.svg, s("path", { class: `border ${kind}`, d: borders.lines[kind] }));
    this.labels = new Labels(region, drawing);
    add(this.svg, this.labels.group, this.circles);
    const [west, south, east, north] = region.view;
    const [x0, y0] = drawing.project(west, north);
    const [x1, y1] = drawing.project(east, south);
    this.view = new View(this.svg, { width: WIDTH, height: drawing.height }, [x0, y0, x1, y1], (zoomed) => {
      if (zoomed) this.draw(this.state.chosen);
      this.labels.place(this.view, this.spots);
    });
    this.measures = this.measuring();
    this.key = key(region);
    add(this.frame, this.svg, this.zooming(), this.tip);
    this.svg.setAttribute("aria-label", "Map of events. Arrow keys move it, plus and minus zoom; Tab goes through the circles.");
  }

  private spots: { x: number; y: number; label: string; n: number; radius: number }[] = [];

  start(section: HTMLElement): void {
    new ResizeObserver(() => {
      const box = this.svg.getBoundingClientRect();
      if (box.width && box.height) this.view.resize(box.width, box.height);
    }).observe(section);
    this.state.subscribe((chosen) => {
      this.draw(chosen);
      this.labels.place(this.view, this.spots);
    });
    this.draw(this.state.chosen);
  }

  private measuring(): HTMLElement {
    const select = h(
      "select",
      { id: "measure", "aria-label": "Circles sized by" },
      h("option", { value: "events" }, "sized by events"),
      h("option", { value: "killed" }, "sized by killed"),
    );
    return on(select, {
      change: () => {
        this.measure = select.value === "killed" ? "killed" : "events";
        this.draw(this.state.chosen);
      },
    });
  }

  private zooming(): HTMLElement {
    return h(
      "div",
      { class: "zoom" },
      button("+", () => this.view.zoom(1.6), { "aria-label": "Zoom in" }),
      button("−", () => this.view.zoom(1 / 1.6), { "aria-label": "Zoom out" }),
      button("⤢", () => this.view.reset(), { "aria-label": "Whole region", title: "Whole region" }),
    );
  }

  private draw(chosen: Chosen): void {
    const events = matching(this.data, chosen, "place");
    const spots = spotsOf(events, this.project);
    const unit = this.view.unit;
    clear(this.soft);
    const shaded = new Set<string>();
    for (const spot of spots) {
      const path = this.provinces.get(spot.key);
      if (!spot.area || !path || shaded.has(spot.key)) continue;
      shaded.add(spot.key);
      add(this.soft, s("path", { class: `area ${colourOf(commonest(spot.events))}`, d: path }));
    }
    const clusters = clustersOf(spots, unit, this.measure);
    const focused = document.activeElement?.getAttribute("data-cluster");
    clear(this.circles);
    this.spots = [];
    for (const cluster of clusters.toSorted((a, b) => b.radius - a.radius)) {
      const circle = this.circle(cluster, unit, chosen);
      add(this.circles, circle);
      const only = cluster.spots.length === 1 ? cluster.spots[0] : undefined;
      const wide = only?.precision === 5 && cluster.area ? 1.6 : 1;
      this.spots.push({
        x: cluster.x,
        y: cluster.y,
        label: only?.label.split(",")[0] ?? "",
        n: cluster.events.length,
        radius: (cluster.area ? cluster.radius + 5 : cluster.radius) * wide,
      });
      if (focused && circle.getAttribute("data-cluster") === focused) circle.focus();
    }
    this.sayApart(events);
  }

  private circle(cluster: Cluster, unit: number, chosen: Chosen): SVGGElement {
    const first = cluster.spots[0];
    const name = cluster.spots.length > 1 ? `${plural(cluster.spots.length, "place")} around ${first?.label ?? ""}` : (first?.label ?? "");
    const size = sizeOf(cluster.events, this.measure);
    const words = `${name}: ${plural(cluster.events.length, "event")}${this.measure === "killed" ? `, ${size} killed` : ""}`;
    const radius = (cluster.area ? cluster.radius + 5 : cluster.radius) * unit;
    const chosenHere =
      cluster.events.some((event) => event.id === chosen.event) ||
      (chosen.place !== "" && cluster.spots.some((spot) => spot.label === chosen.place));
    const group = s("g", {
      class: `spot${cluster.area ? " ring" : ""}${chosenHere ? " chosen" : ""}${chosen.place && !chosenHere ? " other" : ""}`,
      transform: `translate(${cluster.x} ${cluster.y})`,
      role: "button",
      tabindex: 0,
      "data-cluster": `${first?.key ?? ""} ${first?.label ?? ""}`,
      "aria-label": `${words}${cluster.area ? "; somewhere in this area" : ""}`,
    });
    if (cluster.area) {
      add(group, s("circle", { class: `hollow ${colourOf(commonest(cluster.events))}`, r: radius }));
      if (first?.precision === 5) add(group, s("circle", { class: `hollow wide ${colourOf(commonest(cluster.events))}`, r: radius * 1.6 }));
    } else {
      for (const [path, type] of slices(cluster.events, radius)) {
        add(group, path === "" ? s("circle", { class: `disc ${colourOf(type)}`, r: radius }) : s("path", { class: `disc ${colourOf(type)}`, d: path }));
      }
      add(group, s("circle", { class: "rim", r: radius }));
    }
    if (cluster.events.length > 1 && cluster.radius > 8) {
      // A ring's number stands on its rim: its middle is no place, and may be under a circle.
      const y = cluster.area ? -radius : 0;
      add(group, s("text", { class: "n", y, "font-size": 11.5 * unit, "stroke-width": 3.5 * unit, dy: "0.35em" }, cluster.events.length));
    }
    const act = (): void => this.choose(cluster);
    return on(group, {
      click: act,
      keydown: (e) => {
        const pressed = (e as KeyboardEvent).key;
        if (pressed !== "Enter" && pressed !== " ") return;
        e.preventDefault();
        act();
      },
      pointerenter: () => this.showTip(cluster, name),
      pointerleave: () => this.hideTip(),
      focus: () => this.showTip(cluster, name),
      blur: () => this.hideTip(),
    });
  }

  private choose(cluster: Cluster): void {
    if (this.view.dragged) return;
    const [only] = cluster.events;
    const [spot] = cluster.spots;
    if (cluster.spots.length > 1 && this.view.canZoom()) this.view.fit(cluster.spots);
    else if (cluster.events.length === 1 && only) this.state.set({ event: only.id });
    else if (spot) this.state.set({ place: this.state.chosen.place === spot.label ? "" : spot.label });
  }

  private showTip(cluster: Cluster, name: string): void {
    clear(this.tip);
    const counts = new Map<string, number>();
    for (const event of cluster.events) {
      const type = typeOf(this.data, event).name;
      counts.set(type, (counts.get(type) ?? 0) + 1);
    }
    const killed = sizeOf(cluster.events, "killed");
    add(
      this.tip,
      h("b", {}, name),
      cluster.area ? h("span", {}, cluster.spots[0]?.events[0]?.place?.words || "place not exact") : null,
      h("span", {}, [...counts].map(([type, n]) => `${n} ${type.toLowerCase()}`).join(", ")),
      killed ? h("span", {}, `${killed.toLocaleString("en")} killed, best figures added`) : null,
    );
    this.tip.hidden = false;
    const [x, y] = this.view.toPixels(cluster.x, cluster.y);
    const room = this.frame.clientWidth - this.tip.offsetWidth - 8;
    this.tip.style.left = `${Math.max(8, Math.min(room, x - this.tip.offsetWidth / 2))}px`;
    const above = y - cluster.radius - this.tip.offsetHeight - 12;
    this.tip.style.top = `${above > 4 ? above : y + cluster.radius + 12}px`;
  }

  private hideTip(): void {
    this.tip.hidden = true;
  }

  /** What the map cannot show: events of a whole country, at sea, without coordinates or place. */
  private sayApart(events: Event[]): void {
    clear(this.apart);
    const listed = new Map<string, number>();
    let nowhere = 0;
    let unknown = 0;
    for (const event of events) {
      const drawn = drawnAs(event);
      if (!event.place) nowhere += 1;
      else if (drawn === "nowhere") unknown += 1;
      else if (drawn === "listed") {
        const label = event.place?.label ?? "";
        listed.set(label, (listed.get(label) ?? 0) + 1);
      }
    }
    if (!listed.size && !nowhere && !unknown) return;
    add(this.apart, h("span", {}, "Not on the map: "));
    const parts: (string | Node)[] = [];
    const ordered = [...listed].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
    const rest = ordered.splice(LISTED);
    for (const [label, n] of ordered) {
      const choose = (): void => this.state.set({ place: this.state.chosen.place === label ? "" : label });
      const pressed = String(this.state.chosen.place === label);
      parts.push(h("span", {}, button(`${label} as a whole`, choose, { class: "plain", "aria-pressed": pressed }), ` ${n}`));
    }
    if (rest.length) {
      const n = rest.reduce((sum, [, held]) => sum + held, 0);
      parts.push(`${plural(rest.length, "more country or sea", "more countries and seas")} ${n}`);
    }
    if (unknown) parts.push(`${plural(unknown, "event")} at a place without coordinates`);
    if (nowhere) parts.push(`${plural(nowhere, "event")} without a place`);
    parts.forEach((part, i) => add(this.apart, i ? "; " : "", part));
    add(this.apart, ".");
  }
}

function commonest(events: Event[]): number {
  const tally = new Map<number, number>();
  for (const event of events) tally.set(event.type, (tally.get(event.type) ?? 0) + 1);
  return [...tally].sort(([a, n], [b, m]) => m - n || a - b)[0]?.[0] ?? 0;
}

/** A circle's parts by type; "" is the whole circle. */
function slices(events: Event[], radius: number): [path: string, type: number][] {
  const tally = new Map<number, number>();
  for (const event of events) tally.set(event.type, (tally.get(event.type) ?? 0) + 1);
  const parts = [...tally].sort(([a], [b]) => a - b);
  if (parts.length === 1) return [["", parts[0]?.[0] ?? 0]];
  let turned = -Math.PI / 2;
  return parts.map(([type, n]) => {
    const angle = (n / events.length) * 2 * Math.PI;
    const [x0, y0] = [radius * Math.cos(turned), radius * Math.sin(turned)];
    turned += angle;
    const [x1, y1] = [radius * Math.cos(turned), radius * Math.sin(turned)];
    return [`M0,0L${x0},${y0}A${radius},${radius} 0 ${angle > Math.PI ? 1 : 0} 1 ${x1},${y1}Z`, type];
  });
}

function key(region: Region): HTMLElement {
  const sign = (name: string, draw: SVGElement, words: string): HTMLElement =>
    h("li", {}, s("svg", { class: `sign sign-${name}`, viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true" }, draw), words);
  const disputed = region.divisions.some((division) => division[3].length > 0);
  return h(
    "ul",
    { class: "key" },
    sign("point", s("circle", { cx: 10, cy: 10, r: 5 }), "at or near the place, or in that district"),
    sign("area", s("circle", { cx: 10, cy: 10, r: 7 }), "somewhere in that province or region"),
    disputed ? sign("line", s("path", { d: "M1,10H19" }), "border of disputed territory") : null,
    h("li", { class: "source" }, region.attribution),
  );
}
