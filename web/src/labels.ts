/** Names on the map, the most telling first, none over another. */

import type { Region } from "./data";
import { add, clear, s } from "./dom";
import type { Box, Name } from "./countries";
import { Countries, measured, ringOf, unpacked } from "./countries";
import type { Drawing } from "./projection";
import type { View } from "./view";

interface Place {
  x: number;
  y: number;
  /** "" for several places in one circle. */
  label: string;
  n: number;
  radius: number;
}

/** Average width of a letter against the size of the type. */
const LETTER = { country: 0.86, division: 0.55, place: 0.56 };
const SIZE = { country: 12, division: 10.5, place: 12 };

/** Places named at most; the tooltip names the rest. */
const NAMED = 40;

export class Labels {
  readonly group = s("g", { class: "labels", "aria-hidden": "true" });
  private readonly divisions: Name[];
  private readonly countries: Countries;

  constructor(region: Region, drawing: Drawing) {
    const arcs = region.arcs.map((flat) => unpacked(flat, region.scale, drawing.project));
    this.countries = new Countries(region, arcs, drawing.height);
    this.divisions = region.divisions
      .flatMap(([, words, , , polygons]): Name[] => {
        const rings = polygons.map((polygon) => measured(ringOf(polygon[0] ?? [], arcs)));
        const largest = rings.toSorted((a, b) => b.area - a.area)[0];
        if (!largest || !words) return [];
        return [{ words, x: largest.x, y: largest.y, kind: "division", room: largest.wide }];
      })
      .sort((a, b) => b.room - a.room);
  }

  place(view: View, places: Place[]): void {
    clear(this.group);
    const unit = view.unit;
    const taken: Box[] = places.map(({ x, y, radius }) => {
      const [px, py] = view.toPixels(x, y);
      return [px - radius, py - radius, px + radius, py + radius];
    });
    const { width, height } = view.size;
    const put = (words: string, x: number, y: number, kind: keyof typeof SIZE, anchor: "middle" | "start", room: number): void => {
      const [px, py] = view.toPixels(x, y);
      const wide = words.length * SIZE[kind] * LETTER[kind];
      if (wide > room) return;
      const left = anchor === "middle" ? px - wide / 2 : px;
      const high = SIZE[kind] * 0.7;
      const box: Box = [left - 3, py - high, left + wide + 3, py + high];
      if (box[0] < 2 || box[2] > width - 2 || box[1] < 2 || box[3] > height - 2) return;
      if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return;
      taken.push(box);
      add(this.group, s("text", { class: kind, x, y, dy: "0.35em", "text-anchor": anchor, "font-size": SIZE[kind] * unit, "stroke-width": 3 * unit }, words));
    };
    const named = places.filter((spot) => spot.label);
    for (const spot of named.sort((a, b) => b.n - a.n).slice(0, NAMED)) {
      put(spot.label, spot.x + (spot.radius + 5) * unit, spot.y, "place", "start", Infinity);
    }
    const [x0, y0] = view.toUnits(0, 0);
    const [x1, y1] = view.toUnits(width, height);
    const circles = taken.map(([a, b, c, d]): Box => [...view.toUnits(a, b), ...view.toUnits(c, d)]);
    const countries = this.countries.within(x0, y0, x1, y1, circles);
    for (const name of [...countries, ...this.divisions]) {
      put(name.words, name.x, name.y, name.kind, "middle", name.room / unit);
    }
  }
}
