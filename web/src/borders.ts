/** Borders as paths: land by division, lines by what they part. */

import type { Points } from "./countries";
import { unpacked } from "./countries";
import type { Division, Region } from "./data";
import type { Projection } from "./projection";

export const BORDERS = ["coast", "division", "country", "disputed"] as const;
export type Border = (typeof BORDERS)[number];

export interface Drawn {
  land: { division: Division; path: string }[];
  lines: Record<Border, string>;
}

export function drawBorders(region: Region, project: Projection): Drawn {
  const arcs = region.arcs.map((flat) => unpacked(flat, region.scale, project));
  const lines: Record<Border, string> = { coast: "", division: "", country: "", disputed: "" };
  arcs.forEach((arc, i) => {
    const kind = BORDERS[region.borders[i] ?? 0] ?? "coast";
    lines[kind] += "M" + arc.map(pair).join("L");
  });
  const land = region.divisions.map((division) => ({
    division,
    path: division[4].map((polygon) => polygon.map((ring) => ringPath(ring, arcs)).join("")).join(""),
  }));
  return { land, lines };
}

function ringPath(ring: number[], arcs: Points[]): string {
  const joined: string[] = [];
  for (const number of ring) {
    const arc = arcs[number < 0 ? ~number : number] ?? [];
    const way = number < 0 ? arc.toReversed() : arc;
    joined.push(...(joined.length ? way.slice(1) : way).map(pair));
  }
  return joined.length ? `M${joined.join("L")}Z` : "";
}

function pair([x, y]: [number, number]): string {
  return `${Math.round(x * 100) / 100},${Math.round(y * 100) / 100}`;
}
