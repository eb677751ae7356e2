/**
 * As much of a browser's document as preact asks for, so that what it shows is tested without one.
 *
 * Nothing has a size, nothing is painted, and time passes when a test says so.
 *
 * @module
 */

/** A node of the document: an element, or a text. */
export class PretendNode {
  readonly nodeType: number;
  readonly ownerDocument = pretendDocument;
  readonly childNodes: PretendNode[] = [];
  readonly attributes = new Map<string, string>();
  readonly style: Record<string, string> = {};
  readonly #listeners = new Map<string, (event: unknown) => void>();
  parentNode: PretendNode | null = null;
  /** [CSS pixels] */
  readonly clientWidth = 600;
  data = "";
  /** What a field holds. */
  value: unknown = "";

  constructor(readonly localName: string, text?: string) {
    this.nodeType = text === undefined ? 1 : 3;
    this.data = text ?? "";
  }

  get tagName(): string {
    return this.localName;
  }
  get firstChild(): PretendNode | null {
    return this.childNodes[0] ?? null;
  }
  get children(): PretendNode[] {
    return this.childNodes.filter(({ nodeType }) => nodeType === 1);
  }
  get nextSibling(): PretendNode | null {
    const all = this.parentNode?.childNodes ?? [];
    return all[all.indexOf(this) + 1] ?? null;
  }
  /** All text in it. */
  get text(): string {
    return this.data + this.childNodes.map(({ text }) => text).join("");
  }

  insertBefore(node: PretendNode, before: PretendNode | null): void {
    node.remove();
    const at = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, node);
    node.parentNode = this;
  }
  remove(): void {
    const all = this.parentNode?.childNodes ?? [];
    if (all.includes(this)) all.splice(all.indexOf(this), 1);
    this.parentNode = null;
  }
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#listeners.set(type, listener);
  }
  removeEventListener(type: string): void {
    this.#listeners.delete(type);
  }
  scrollTo(): void {}
  append(...nodes: readonly PretendNode[]): void {
    for (const node of nodes) this.insertBefore(node, null);
  }
  contains(other: unknown): boolean {
    return other === this || this.childNodes.some((one) => one.contains(other));
  }
  querySelector(): null {
    return null;
  }
  select(): void {}

  /** Tells it and all around it of an event. @returns Whether somebody took it for their own. */
  send(type: string, more: object = {}): boolean {
    let isTaken = false;
    const take = (): boolean => isTaken = true;
    // deno-lint-ignore no-this-alias -- an event goes upward from here
    for (let node: PretendNode | null = this; node; node = node.parentNode) {
      const at = { target: this, currentTarget: node, preventDefault: take };
      node.#listeners.get(type)?.call(node, { type, ...at, ...more });
    }
    return isTaken;
  }

  /** Finds all in it of which something holds, in order. */
  all(holds: (node: PretendNode) => boolean): PretendNode[] {
    return this.childNodes.flatMap((child) => [
      ...holds(child) ? [child] : [],
      ...child.all(holds),
    ]);
  }
  /** Finds what has a class, or a label. */
  find(name: string): PretendNode {
    const found = this.all((node) =>
      node.getAttribute("class")?.split(" ").includes(name) ||
      node.getAttribute("aria-label") === name
    );
    if (found[0] === undefined) throw new RangeError(`There is no ${name}`);
    return found[0];
  }
}

const pretendDocument = Object.assign(new EventTarget(), {
  hidden: false,
  activeElement: null,
  querySelector: () => null,
  createElement: (name: string) => new PretendNode(name),
  createElementNS: (_space: string, name: string) => new PretendNode(name),
  createTextNode: (text: string) => new PretendNode("#text", text),
});

/** A browser for a test. */
export interface PretendBrowser {
  /** Puts the page behind another, or before it again. */
  readonly hide: (isHidden: boolean) => void;
  readonly body: PretendNode;
  /** Lets time pass, and paints as often as a screen does. [ms] */
  readonly pass: (ms: number) => Promise<void>;
}

/** How often a frame is painted. [ms] */
const frameMs = 20;

/** How many frames what is left over may take. */
const mostFrames = 1000;

/** A clock that stands unless it is moved on, with all that waits for it. */
function makeClock(): {
  readonly pass: PretendBrowser["pass"];
  /** Lets time pass until nothing waits. */
  readonly finish: () => Promise<void>;
  readonly parts: object;
} {
  let nowMs = 1;
  let waiting: { id: number; atMs: number; call: (nowMs: number) => void }[] =
    [];
  let lastId = 0;
  const wait = (call: (nowMs: number) => void, ms = 0): number => {
    waiting.push({ id: ++lastId, atMs: nowMs + ms, call });
    return lastId;
  };
  const forget = (gone: number): void => {
    waiting = waiting.filter(({ id }) => id !== gone);
  };
  /** Lets promises be kept. */
  const settle = async (): Promise<void> => {
    for (let i = 0; i < 20; i++) await undefined;
  };
  async function pass(ms: number): Promise<void> {
    await settle();
    for (const endMs = nowMs + ms; nowMs < endMs;) {
      nowMs = Math.min(nowMs + frameMs, endMs);
      const due = waiting.filter(({ atMs }) => atMs <= nowMs);
      for (const { id, call } of due) {
        if (!waiting.some((wait) => wait.id === id)) continue;
        forget(id);
        call(nowMs);
        await settle();
      }
    }
  }
  const parts = {
    performance: { now: () => nowMs, getEntriesByType: () => [] },
    setTimeout: wait,
    clearTimeout: forget,
    requestAnimationFrame: (call: () => void) => wait(call),
    cancelAnimationFrame: forget,
  };
  async function finish(): Promise<void> {
    for (let i = 0; i < mostFrames && waiting.length > 0; i++) {
      await pass(frameMs);
    }
  }
  return { pass, finish, parts };
}

function hide(isHidden: boolean): void {
  pretendDocument.hidden = isHidden;
  pretendDocument.dispatchEvent(new Event("visibilitychange"));
}

/** Puts a browser in place for as long as a test runs. */
export async function inBrowser(
  test: (browser: PretendBrowser) => Promise<void>,
  { lessMotion = false } = {},
): Promise<void> {
  const clock = makeClock();
  const parts = {
    ...clock.parts,
    document: pretendDocument,
    Element: PretendNode,
    HTMLElement: PretendNode,
    location: { href: "file:///page.html", hash: "" },
    ResizeObserver: class {
      observe(): void {}
      disconnect(): void {}
    },
    matchMedia: () => ({
      matches: lessMotion,
      addEventListener: () => {},
      removeEventListener: () => {},
    }),
  };
  const before = Object.getOwnPropertyDescriptors(globalThis);
  for (const [name, value] of Object.entries(parts)) {
    Object.defineProperty(globalThis, name, { value, configurable: true });
  }
  try {
    const { pass } = clock;
    await test({ body: new PretendNode("body"), pass, hide });
  } finally {
    // What preact still has to do it would otherwise wait for in the next test, in vain.
    await clock.finish();
    for (const name of Object.keys(parts)) {
      const was = before[name as keyof typeof before];
      if (was === undefined) Reflect.deleteProperty(globalThis, name);
      else Object.defineProperty(globalThis, name, was);
    }
  }
}
