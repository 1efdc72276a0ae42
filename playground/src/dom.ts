/** Plain DOM helpers. Text always goes in as text, never as HTML. */

type Child = Node | string | null | false | undefined;
type Properties = Record<string, string | number | boolean | EventListener | null | undefined>;

/** An element with attributes, `onclick`-style listeners, and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Properties = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === 'function') node.addEventListener(name.replace(/^on/, ''), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
  return node;
}

/** The element with this id; the page is broken without it. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const node = document.getElementById(id);
  if (!node) throw new Error(`no element #${id}`);
  return node as T;
}

/** Local storage that may be forbidden (private windows, `file://`). */
export const storage = {
  get(key: string): string | null {
    try {
      return localStorage.getItem(`lianban:${key}`);
    } catch {
      return null;
    }
  },
  set(key: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`lianban:${key}`);
      else localStorage.setItem(`lianban:${key}`, value);
    } catch {
      /* the page works without it */
    }
  },
};
