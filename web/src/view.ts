/** What part of the drawing is seen; moved by dragging, keys, pinching, and the wheel with Ctrl. */

import { on } from "./dom";

/** Closest zoom against the whole: a pixel is then about 100 m where 900 km fill the width. */
const CLOSEST = 14;

interface Size {
  width: number;
  height: number;
}

export class View {
  /** Units of the drawing for a pixel. */
  unit = 1;
  dragged = false;
  private x = 0;
  private y = 0;
  private pixels: Size = { width: 0, height: 0 };
  private readonly pointers = new Map<number, [x: number, y: number]>();
  private drag: [x: number, y: number] | null = null;

  constructor(
    private readonly svg: SVGSVGElement,
    private readonly whole: Size,
    private readonly first: [x0: number, y0: number, x1: number, y1: number],
    private readonly changed: (zoomed: boolean) => void,
  ) {
    on(svg, {
      wheel: (e) => this.wheeled(e as WheelEvent),
      keydown: (e) => this.pressed(e as KeyboardEvent),
      pointerdown: (e) => this.down(e as PointerEvent),
      pointermove: (e) => this.moved(e as PointerEvent),
      pointerup: (e) => this.up(e as PointerEvent),
      pointercancel: (e) => this.up(e as PointerEvent),
    });
  }

  resize(width: number, height: number): void {
    const fresh = this.pixels.width === 0;
    if (!fresh && Math.abs(this.pixels.width - width) < 1 && Math.abs(this.pixels.height - height) < 1) return;
    this.pixels = { width, height };
    if (fresh) this.reset();
    else this.set(this.x, this.y, this.unit, true);
  }

  reset(): void {
    const [x0, y0, x1, y1] = this.first;
    this.set((x0 + x1) / 2, (y0 + y1) / 2, this.unitFor(x1 - x0, y1 - y0), true);
  }

  zoom(by: number, x = this.x, y = this.y): void {
    const unit = this.bounded(this.unit / by);
    const part = 1 - unit / this.unit;
    this.set(this.x + (x - this.x) * part, this.y + (y - this.y) * part, unit, true);
  }

  canZoom(): boolean {
    return this.unit > this.bounded(0) * 1.01;
  }

  fit(points: { x: number; y: number }[]): void {
    const xs = points.map((p) => p.x);
    const ys = points.map((p) => p.y);
    const [x0, x1] = [Math.min(...xs), Math.max(...xs)];
    const [y0, y1] = [Math.min(...ys), Math.max(...ys)];
    const unit = Math.min(this.unit / 1.6, this.unitFor((x1 - x0) * 2, (y1 - y0) * 2));
    this.set((x0 + x1) / 2, (y0 + y1) / 2, unit, true);
  }

  toPixels(x: number, y: number): [x: number, y: number] {
    return [
      (x - this.x) / this.unit + this.pixels.width / 2,
      (y - this.y) / this.unit + this.pixels.height / 2,
    ];
  }

  toUnits(x: number, y: number): [x: number, y: number] {
    return [
      this.x + (x - this.pixels.width / 2) * this.unit,
      this.y + (y - this.pixels.height / 2) * this.unit,
    ];
  }

  get size(): Size {
    return this.pixels;
  }

  private unitFor(width: number, height: number): number {
    return Math.max(width / Math.max(1, this.pixels.width), height / Math.max(1, this.pixels.height));
  }

  /** Never so far out that the drawing does not fill the frame, nor closer than it is exact. */
  private bounded(unit: number): number {
    const most = Math.min(this.whole.width / this.pixels.width, this.whole.height / this.pixels.height);
    return Math.min(most, Math.max(unit, this.whole.width / this.pixels.width / CLOSEST));
  }

  private set(x: number, y: number, wanted: number, zoomed: boolean): void {
    const { width, height } = this.pixels;
    if (!width) return;
    this.unit = this.bounded(wanted);
    const [w, h] = [width * this.unit, height * this.unit];
    const within = (at: number, half: number, all: number): number =>
      half * 2 >= all ? all / 2 : Math.min(Math.max(at, half), all - half);
    this.x = within(x, w / 2, this.whole.width);
    this.y = within(y, h / 2, this.whole.height);
    this.svg.setAttribute("viewBox", `${this.x - w / 2} ${this.y - h / 2} ${w} ${h}`);
    this.changed(zoomed);
  }

  private wheeled(e: WheelEvent): void {
    // Without Ctrl (which a pinch on a touchpad sends too) the page scrolls, as a reader expects.
    if (!e.ctrlKey && !e.metaKey) return;
    e.preventDefault();
    const [x, y] = this.at(e);
    this.zoom(Math.exp(-e.deltaY / 200), x, y);
  }

  private pressed(e: KeyboardEvent): void {
    const step = 60 * this.unit;
    const moves: Record<string, [x: number, y: number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const move = moves[e.key];
    if (move) this.set(this.x + move[0], this.y + move[1], this.unit, false);
    else if (e.key === "+" || e.key === "=") this.zoom(1.6);
    else if (e.key === "-") this.zoom(1 / 1.6);
    else if (e.key === "0") this.reset();
    else return;
    e.preventDefault();
  }

  private at(e: PointerEvent | WheelEvent): [x: number, y: number] {
    const box = this.svg.getBoundingClientRect();
    return [
      this.x + (e.clientX - box.left - box.width / 2) * this.unit,
      this.y + (e.clientY - box.top - box.height / 2) * this.unit,
    ];
  }

  private down(e: PointerEvent): void {
    this.pointers.set(e.pointerId, [e.clientX, e.clientY]);
    this.drag = [e.clientX, e.clientY];
    this.dragged = false;
  }

  private moved(e: PointerEvent): void {
    const before = this.pointers.get(e.pointerId);
    if (!before) return;
    const others = [...this.pointers].filter(([id]) => id !== e.pointerId).map(([, at]) => at);
    const other = others[0];
    this.pointers.set(e.pointerId, [e.clientX, e.clientY]);
    if (other) {
      const was = Math.hypot(before[0] - other[0], before[1] - other[1]);
      const is = Math.hypot(e.clientX - other[0], e.clientY - other[1]);
      this.dragged = true;
      if (was > 0) this.zoom(is / was);
      return;
    }
    if (!this.drag || (!this.dragged && Math.hypot(e.clientX - this.drag[0], e.clientY - this.drag[1]) < 4)) return;
    if (!this.dragged) {
      // Captured only once it is a drag: a click must reach the circle under it.
      this.dragged = true;
      this.svg.setPointerCapture(e.pointerId);
      this.svg.classList.add("dragging");
    }
    this.set(this.x - (e.clientX - before[0]) * this.unit, this.y - (e.clientY - before[1]) * this.unit, this.unit, false);
  }

  private up(e: PointerEvent): void {
    this.pointers.delete(e.pointerId);
    this.drag = null;
    this.svg.classList.remove("dragging");
    // The click that ends a drag comes after this.
    if (this.dragged) setTimeout(() => (this.dragged = false), 0);
  }
}
