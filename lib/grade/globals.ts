/**
 * The globals of a process that many answers share: remembered as they were, and put back.
 *
 * It uses nothing that an answer may have replaced. It leaves out: what is frozen, what a prototype
 * inherits from, and globals that are new.
 *
 * @module
 */
const {
  defineProperty,
  deleteProperty,
  get,
  getOwnPropertyDescriptor,
  ownKeys,
} = Reflect;
const { is } = Object;

/** What begins a timer, and what ends it. To look at them makes Deno load them. */
const timers = [
  { name: "setTimeout", ending: "clearTimeout" },
  { name: "setInterval", ending: "clearInterval" },
  { name: "setImmediate", ending: "clearImmediate" },
] as const;

/** A property as it was. */
interface Kept {
  readonly of: object;
  readonly key: PropertyKey;
  readonly was: PropertyDescriptor;
}

/** What is global: the names, what they lead to, and the prototypes of that. */
export class Globals {
  readonly #kept: Kept[] = [];
  /** What may get no new properties. */
  readonly #closed: { readonly of: object; readonly keys: PropertyKey[] }[] =
    [];
  /** Each ends a timer that was begun. */
  readonly #begun: (() => void)[] = [];
  readonly #top: object;

  /** @param top What has the globals. */
  constructor(top: object = globalThis) {
    this.#top = top;
    this.#keepTimers(top);
    this.#keep(top);
    for (const key of ownKeys(top)) {
      const value = getOwnPropertyDescriptor(top, key)?.value;
      if (!isObject(value) || value === top) continue;
      this.#keep(value);
      this.#close(value);
      const prototype = getOwnPropertyDescriptor(value, "prototype")?.value;
      if (!isObject(prototype)) continue;
      this.#keep(prototype);
      this.#close(prototype);
    }
  }

  /** Puts back what was replaced, removes what was added, and stops timers that are left. */
  restore(): void {
    for (let i = 0; i < this.#kept.length; i++) {
      const { of, key, was } = this.#kept[i]!;
      const now = getOwnPropertyDescriptor(of, key);
      if (now !== undefined && isSame(now, was)) continue;
      // What is frozen by now stays as it is.
      defineProperty(of, key, was);
    }
    for (let i = 0; i < this.#closed.length; i++) {
      const { of, keys } = this.#closed[i]!;
      const now = ownKeys(of);
      if (now.length === keys.length) continue;
      for (let j = 0; j < now.length; j++) {
        if (!isIn(keys, now[j]!)) deleteProperty(of, now[j]!);
      }
    }
    for (let i = 0; i < this.#begun.length; i++) this.#begun[i]!();
    this.#begun.length = 0;
  }

  /** Whether something is shared by all answers: what has the globals, or what they lead to. */
  isShared(value: unknown): boolean {
    if (value === this.#top) return true;
    for (let i = 0; i < this.#closed.length; i++) {
      if (this.#closed[i]!.of === value) return true;
    }
    return false;
  }

  #keep(of: object): void {
    for (const key of ownKeys(of)) {
      const was = getOwnPropertyDescriptor(of, key);
      if (was?.configurable || was?.writable) this.#kept.push({ of, key, was });
    }
  }

  #close(of: object): void {
    this.#closed.push({ of, keys: ownKeys(of) });
  }

  /** Remembers timers that are begun: the global may be a getter of what begins one. */
  #keepTimers(top: object): void {
    for (const { name, ending } of timers) {
      const end = globalThis[ending] as (timer: unknown) => void;
      const begin = get(top, name);
      if (typeof begin !== "function") continue;
      const begun = this.#begun;
      const value = (...args: unknown[]): unknown => {
        const timer = begin(...args);
        begun[begun.length] = () => end(timer);
        return timer;
      };
      defineProperty(top, name, {
        value,
        configurable: true,
        writable: true,
        enumerable: true,
      });
    }
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "function" ||
    typeof value === "object" && value !== null;
}

function isSame(a: PropertyDescriptor, b: PropertyDescriptor): boolean {
  return is(a.value, b.value) && a.get === b.get && a.set === b.set;
}

function isIn(keys: readonly PropertyKey[], key: PropertyKey): boolean {
  for (let i = 0; i < keys.length; i++) if (keys[i] === key) return true;
  return false;
}
