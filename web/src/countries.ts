/** Where a country's name has most room in what is seen. */

import type { Region } from "./data";
import type { Projection } from "./projection";
import { WIDTH } from "./projection";

export type Points = [x: number, y: number][];

export type Box = [x0: number, y0: number, x1: number, y1: number];

export interface Name {
  words: string;
  x: number;
  y: number;
  kind: "country" | "division";
  /** How wide what it names is, in units of the drawing: a name needs room. */
  room: number;
}

/** Cells across the whole drawing on which room is sought. */
const CELLS = 220;

export class Countries {
  private readonly cell = WIDTH / CELLS;
  private readonly rows: number;
  /** Number of the country of each cell, 0 for water. */
  private readonly grid: Uint16Array;
  private readonly names: string[] = [""];

  constructor(region: Region, arcs: Points[], height: number) {
    this.rows = Math.ceil(height / this.cell);
    this.grid = new Uint16Array(CELLS * this.rows);
    for (const [, , country, , polygons] of region.divisions) {
      if (!country) continue;
      let number = this.names.indexOf(country);
      if (number < 0) number = this.names.push(country) - 1;
      this.fill(polygons.flatMap((polygon) => polygon.map((ring) => ringOf(ring, arcs))), number);
    }
  }

  /** Fill the cells whose middle lies inside, by the even-odd rule, row by row. */
  private fill(rings: Points[], number: number): void {
    const crossings: number[][] = [];
    for (const ring of rings) {
      ring.forEach((a, i) => {
        const b = ring[(i + 1) % ring.length] ?? a;
        const [top, low] = a[1] < b[1] ? [a, b] : [b, a];
        const first = Math.max(0, Math.ceil(top[1] / this.cell - 0.5));
        const last = Math.min(this.rows - 1, Math.ceil(low[1] / this.cell - 0.5) - 1);
        for (let row = first; row <= last; row++) {
          const y = (row + 0.5) * this.cell;
          const x = top[0] + ((low[0] - top[0]) * (y - top[1])) / (low[1] - top[1]);
          (crossings[row] ??= []).push(x);
        }
      });
    }
    crossings.forEach((xs, row) => {
      xs.sort((a, b) => a - b);
      for (let i = 0; i + 1 < xs.length; i += 2) {
        const from = Math.max(0, Math.ceil((xs[i] ?? 0) / this.cell - 0.5));
        const to = Math.min(CELLS - 1, Math.ceil((xs[i + 1] ?? 0) / this.cell - 0.5) - 1);
        if (from <= to) this.grid.fill(number, row * CELLS + from, row * CELLS + to + 1);
      }
    });
  }

  /** Give each country that is seen with the point that is farthest from its edges there, and from
   * what is `taken`. */
  within(x0: number, y0: number, x1: number, y1: number, taken: Box[]): Name[] {
    const left = Math.max(0, Math.floor(x0 / this.cell));
    const right = Math.min(CELLS - 1, Math.floor(x1 / this.cell));
    const top = Math.max(0, Math.floor(y0 / this.cell));
    const low = Math.min(this.rows - 1, Math.floor(y1 / this.cell));
    const wide = right - left + 1;
    const high = low - top + 1;
    if (wide < 3 || high < 3) return [];
    const away = new Float32Array(wide * high);
    const blocked = new Uint8Array(wide * high);
    for (const box of taken) {
      const first = Math.max(0, Math.floor(box[0] / this.cell) - left);
      const last = Math.min(wide - 1, Math.floor(box[2] / this.cell) - left);
      for (let j = Math.max(0, Math.floor(box[1] / this.cell) - top); j <= Math.min(high - 1, Math.floor(box[3] / this.cell) - top); j++) {
        if (first <= last) blocked.fill(1, j * wide + first, j * wide + last + 1);
      }
    }
    const same = (i: number, j: number, di: number, dj: number): number => {
      const [x, y] = [i + di, j + dj];
      if (x < 0 || y < 0 || x >= wide || y >= high) return 0;
      const here = this.grid[(top + j) * CELLS + left + i];
      return here === this.grid[(top + y) * CELLS + left + x] ? (away[y * wide + x] ?? 0) : 0;
    };
    // Two passes give each cell its distance from the nearest of another country, or the edge;
    // a step to the side counts half, since names are wide.
    for (let j = 0; j < high; j++) {
      for (let i = 0; i < wide; i++) {
        if (blocked[j * wide + i]) continue;
        away[j * wide + i] = Math.min(same(i, j, -1, 0) + 0.5, same(i, j, 0, -1) + 1);
      }
    }
    const best = new Map<number, [room: number, x: number, y: number]>();
    for (let j = high - 1; j >= 0; j--) {
      for (let i = wide - 1; i >= 0; i--) {
        const at = j * wide + i;
        const room = Math.min(away[at] ?? 0, same(i, j, 1, 0) + 0.5, same(i, j, 0, 1) + 1);
        away[at] = room;
        const country = this.grid[(top + j) * CELLS + left + i] ?? 0;
        if (country && room > (best.get(country)?.[0] ?? 0)) {
          best.set(country, [room, (left + i + 0.5) * this.cell, (top + j + 0.5) * this.cell]);
        }
      }
    }
    return [...best]
      .map(([country, [room, x, y]]): Name => ({
        words: (this.names[country] ?? "").toUpperCase(),
        x,
        y,
        kind: "country",
        room: room * 4 * this.cell,
      }))
      .sort((a, b) => b.room - a.room);
  }
}

export function unpacked(flat: number[], scale: number, project: Projection): Points {
  const made: Points = [];
  let [x, y] = [0, 0];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    x += flat[i] ?? 0;
    y += flat[i + 1] ?? 0;
    made.push(project(x / scale, y / scale));
  }
  return made;
}

export function ringOf(ring: number[], arcs: Points[]): Points {
  return ring.flatMap((number) => {
    const arc = arcs[number < 0 ? ~number : number] ?? [];
    return number < 0 ? arc.toReversed() : arc;
  });
}

/** Give a ring's area, its centre of gravity and how wide it is. */
export function measured(points: Points): { area: number; x: number; y: number; wide: number } {
  let [area, x, y] = [0, 0, 0];
  let [left, right] = [Infinity, -Infinity];
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length] ?? a;
    const cross = a[0] * b[1] - b[0] * a[1];
    area += cross;
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
    left = Math.min(left, a[0]);
    right = Math.max(right, a[0]);
  });
  if (Math.abs(area) < 1e-9) return { area: 0, x: 0, y: 0, wide: 0 };
  return { area: Math.abs(area) / 2, x: x / (3 * area), y: y / (3 * area), wide: right - left };
}
