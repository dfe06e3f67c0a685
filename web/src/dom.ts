/** Elements are made one by one, and words enter them as text: nothing is ever parsed as HTML. */

export type Child = Node | string | number | null | undefined | false;

type Attributes = Record<string, string | number | boolean | null | undefined>;
type Listeners = Record<string, (event: globalThis.Event) => void>;

const SVG = "http://www.w3.org/2000/svg";

export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  return filled(document.createElement(tag), attributes, children);
}

export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled<T extends Element>(element: T, attributes: Attributes, children: Child[]): T {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? "" : String(value));
  }
  add(element, ...children);
  return element;
}

export function add(parent: Element, ...children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    parent.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

export function clear(parent: Element): void {
  parent.replaceChildren();
}

export function on<T extends EventTarget>(target: T, listeners: Listeners): T {
  for (const [name, listener] of Object.entries(listeners)) {
    target.addEventListener(name, listener);
  }
  return target;
}

export function button(label: Child, action: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return on(h("button", { type: "button", ...attributes }, label), { click: action });
}

export function plural(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

/** "2", or "1 to 3" where the bounds differ. */
export function span(low: number, high: number): string {
  return low === high ? String(low) : `${low}–${high}`;
}

/** An address as a link, only where it is a web address; else as text. */
export function address(url: string, words: Child = url): Node {
  if (!/^https?:\/\//i.test(url)) return document.createTextNode(url);
  return h("a", { href: url, rel: "noreferrer noopener external", target: "_blank" }, words);
}
