/** From degrees to the drawing. Mercator keeps shapes, which a region needs; the world is drawn
 * with one scale for degrees, since Mercator would blow up its north. */

export type Box = [west: number, south: number, east: number, north: number];
export type Projection = (longitude: number, latitude: number) => [x: number, y: number];

export const WIDTH = 1000;

/** Beyond this latitude, or over wider regions, Mercator misleads more than it helps. */
const MERCATOR_LATITUDE = 72;
const MERCATOR_WIDE = 120;

const RADIANS = Math.PI / 180;

function stretch(latitude: number): number {
  return Math.log(Math.tan(Math.PI / 4 + (latitude * RADIANS) / 2)) / RADIANS;
}

export interface Drawing {
  project: Projection;
  height: number;
  /** Units of the drawing for a kilometre, at a latitude. */
  kilometre: (latitude: number) => number;
}

export function projection([west, south, east, north]: Box): Drawing {
  const mercator =
    Math.max(Math.abs(south), Math.abs(north)) <= MERCATOR_LATITUDE && east - west <= MERCATOR_WIDE;
  const middle = Math.cos(((south + north) / 2) * RADIANS);
  const across = mercator ? (x: number) => x : (x: number) => x * Math.max(middle, 0.3);
  const up = mercator ? stretch : (y: number) => y;
  const unit = WIDTH / (across(east) - across(west));
  const left = across(west);
  const top = up(north);
  return {
    project: (longitude, latitude) => [
      (across(longitude) - left) * unit,
      (top - up(latitude)) * unit,
    ],
    height: (top - up(south)) * unit,
    kilometre: (latitude) => (unit / 111.2) * (mercator ? 1 / Math.cos(latitude * RADIANS) : 1),
  };
}
