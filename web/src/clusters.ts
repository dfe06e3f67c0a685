/** Which events share a circle: those at one place, and places too close to tell apart. */

import type { Event } from "./data";
import { countOf, drawnAs } from "./data";
import type { Projection } from "./projection";

export interface Spot {
  key: string;
  label: string;
  x: number;
  y: number;
  latitude: number;
  precision: number | null;
  area: boolean;
  events: Event[];
}

export interface Cluster {
  spots: Spot[];
  x: number;
  y: number;
  events: Event[];
  area: boolean;
  radius: number;
}

export type Measure = "events" | "killed";

export function spotsOf(events: Event[], project: Projection): Spot[] {
  const spots = new Map<string, Spot>();
  for (const event of events) {
    const drawn = drawnAs(event);
    const place = event.place;
    if (!place?.at || (drawn !== "point" && drawn !== "area")) continue;
    const key = `${drawn} ${place.key ?? place.label} ${place.at.join()} ${drawn === "area" ? place.precision : ""}`;
    let spot = spots.get(key);
    if (!spot) {
      const [x, y] = project(place.at[0], place.at[1]);
      spot = {
        key: place.key ?? "",
        label: place.label,
        x,
        y,
        latitude: place.at[1],
        precision: place.precision,
        area: drawn === "area",
        events: [],
      };
      spots.set(key, spot);
    }
    spot.events.push(event);
  }
  return [...spots.values()];
}

/** A period's total is never added to the events that it sums up. */
export function sizeOf(events: Event[], measure: Measure): number {
  if (measure === "events") return events.length;
  return events
    .filter((event) => event.kind === "single")
    .reduce((sum, event) => sum + (countOf(event, "killed")?.best ?? 0), 0);
}

/** Pixels: area grows with the number, so the radius with its root. */
export function radiusOf(size: number, most: number): number {
  const largest = Math.min(30, 10 + 4 * Math.sqrt(most));
  return Math.max(5, Math.sqrt(size / Math.max(most, 1)) * largest);
}

/** Give circles; places whose circles would overlap by more than half become one. */
export function clustersOf(spots: Spot[], unit: number, measure: Measure): Cluster[] {
  const sizes = new Map(spots.map((spot) => [spot, sizeOf(spot.events, measure)]));
  const most = Math.max(1, ...sizes.values());
  const ordered = spots.toSorted(
    (a, b) => b.events.length - a.events.length || (a.label < b.label ? -1 : 1),
  );
  const clusters: Cluster[] = [];
  for (const spot of ordered) {
    const radius = radiusOf(sizes.get(spot) ?? 0, most);
    const near = spot.area
      ? undefined
      : clusters.find(
          (cluster) =>
            !cluster.area &&
            Math.hypot(cluster.x - spot.x, cluster.y - spot.y) < unit * Math.max(cluster.radius, radius, 9),
        );
    if (near) {
      near.spots.push(spot);
      near.events.push(...spot.events);
    } else {
      clusters.push({ spots: [spot], x: spot.x, y: spot.y, events: [...spot.events], area: spot.area, radius });
    }
  }
  const whole = Math.max(1, ...clusters.map((cluster) => sizeOf(cluster.events, measure)));
  for (const cluster of clusters) cluster.radius = radiusOf(sizeOf(cluster.events, measure), whole);
  return clusters;
}
