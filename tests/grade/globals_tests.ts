import { assertEquals } from "@std/assert";
import { Globals } from "../../lib/grade/globals.ts";

/** Something like the globals of a process. */
function someGlobals(): {
  top: Record<string, unknown>;
  List: { prototype: Record<string, unknown>; of?: unknown };
} {
  class List {
    map(): string {
      return "map";
    }
    get size(): number {
      return 1;
    }
    static of(): string {
      return "of";
    }
  }
  const top = { List, parse: () => "parse", limit: 1 };
  return { top, List: List as never };
}

Deno.test("what is replaced, removed or added is as it was, and again after another time", () => {
  const { top, List } = someGlobals();
  const { parse, limit } = top;
  const { map } = List.prototype;
  const globals = new Globals(top);
  const changes: (() => unknown)[] = [
    () => top.parse = null,
    () => delete top.List,
    () => top.limit = 2,
    () => List.prototype.map = () => "other",
    () => delete List.prototype.map,
    () => List.of = undefined,
    () => List.prototype.toJSON = () => 1,
    () => Object.defineProperty(List.prototype, "size", { get: () => 2 }),
  ];
  for (const change of [...changes, ...changes]) {
    change();
    globals.restore();
    assertEquals(top, { List, parse, limit });
    assertEquals(List.prototype.map, map);
    assertEquals(Object.keys(List.prototype), []);
    assertEquals(List.prototype.size, 1);
    assertEquals((List.of as () => string)(), "of");
  }
});

Deno.test("what is restored needs nothing of what was replaced", () => {
  const globals = new Globals();
  const { parse, stringify } = JSON;
  const { map, push } = Array.prototype;
  const { then } = Promise.prototype;
  const iterate = Array.prototype[Symbol.iterator];
  JSON.parse = JSON.stringify = () => "x";
  Array.prototype.map = Array.prototype.push = null as never;
  Array.prototype[Symbol.iterator] = null as never;
  Promise.prototype.then = null as never;
  Object.defineProperty = Reflect.ownKeys = null as never;
  globals.restore();
  assertEquals([JSON.parse, JSON.stringify], [parse, stringify]);
  assertEquals([[].map, [].push, [][Symbol.iterator]], [map, push, iterate]);
  assertEquals(Promise.prototype.then, then);
  assertEquals(Reflect.ownKeys({ a: 1 }), ["a"]);
});

/** As Deno has it, each of them is what a getter gives. */
Deno.test("timers that are left are stopped, whatever began them", async () => {
  const { setTimeout: begin } = globalThis;
  const was = Object.getOwnPropertyDescriptors(globalThis);
  const globals = new Globals();
  try {
    const late: string[] = [];
    setTimeout(() => late.push("setTimeout"), 0);
    setInterval(() => late.push("setInterval"), 1);
    setImmediate(() => late.push("setImmediate"));
    globals.restore();
    await new Promise((resolve) => begin(resolve, 20));
    assertEquals(late, []);
  } finally {
    for (const name of ["setTimeout", "setInterval", "setImmediate"] as const) {
      Object.defineProperty(globalThis, name, was[name]);
    }
  }
});
