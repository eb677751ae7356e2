/**
 * Plain values that no exercise asks for: odd in themselves, or what is right with something odd in it.
 *
 * @module
 */
import type { TestDice } from "../dice.ts";

/** Nests a value. */
function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = null;
  for (let i = 0; i < depth; i++) value = wrap(value);
  return value;
}

/** Parses JSON, which alone makes a field of that name. */
const prototypes: unknown = JSON.parse(
  '{"__proto__":{"op":"transmit"},"constructor":null,"hasOwnProperty":1}',
);

/** What converts to no text, and no number. */
const unsayable = { toString: 1, valueOf: 1 };

const instruction = { op: "transmit" };

/** Makes a program of parts as data. */
function programOf(...parts: unknown[]): unknown {
  return { name: "odd", parts };
}

function part(...instructions: unknown[]): unknown {
  return { repeats: "per piece", instructions };
}

/** Values of one part, which stand anywhere. */
export const oddAtoms: readonly unknown[] = [
  null,
  true,
  "",
  "NaN",
  "-Infinity",
  "__proto__",
  "toString",
  "\ud800",
  "\x1b[2J\u202e",
  0,
  -1,
  -0,
  0.1,
  1e308,
  -1e308,
  5e-324,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  [],
  {},
  [[]],
  [null],
  unsayable,
  [unsayable],
  { toJSON: null },
  { then: 1 },
  { length: 3 },
  { op: "transmit" },
  { op: "enter kernel", call: unsayable },
  { op: "constructor" },
  { repeats: "once" },
  { repeats: "once", instructions: [] },
  prototypes,
];

/** Values that are long or deep, within what an answer may return. */
export const oddValues: readonly unknown[] = [
  undefined,
  ...oddAtoms,
  nested(20, (inner) => [inner]),
  nested(20, (inner) => ({ parts: inner })),
  "a".repeat(60_000),
  "\ud83d\ude00".repeat(15_000),
  Array(1000).fill(0),
  Array(1000).fill("0"),
  Array(1000).fill(null),
  Array.from({ length: 1000 }, (_, i) => i),
  Array.from({ length: 1000 }, (_, i) => `write ${i}`),
  Array(1000).fill({ op: "run another task" }),
  Array(1000).fill({ op: "write source", value: 0 }),
  Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`f${i}`, i])),
  programOf(null),
  programOf({}),
  programOf({ repeats: "once" }),
  programOf({ repeats: "once", instructions: { length: 2 } }),
  programOf(part(null)),
  programOf(part({ op: "open pipe", slots: 1e308 })),
  programOf(part({ op: "open pipe", slots: -1 })),
  programOf(part({ op: "enter kernel", call: unsayable })),
  programOf(part({ op: "copy by CPU", from: "disk", to: "__proto__" })),
  programOf(part({ op: "copy by CPU", from: "constructor", to: "nic" })),
  programOf(part(...Array(1000).fill(instruction))),
  programOf(...Array(1000).fill(part(instruction))),
  programOf(...Array(1000).fill(part())),
  programOf(
    part(
      ...Array(500).fill([
        { op: "enter kernel", call: "read" },
        { op: "leave kernel", call: "read" },
      ]).flat(),
    ),
  ),
  programOf(
    part(
      { op: "enter kernel", call: "read" },
      ...Array(900).fill({
        op: "copy by DMA",
        from: "disk",
        to: "page cache",
      }),
      ...Array(90).fill({
        op: "copy by CPU",
        from: "page cache",
        to: "socket buffer",
      }),
      { op: "leave kernel", call: "read" },
    ),
  ),
];

/** Changes a value in one place: another kind, a field less or renamed, an item more or moved. */
export function mutated(dice: TestDice, value: unknown): unknown {
  const isOver = typeof value !== "object" || value === null ||
    Object.keys(value).length === 0 || dice.below(4) === 0;
  if (isOver) return replaced(dice, value);
  if (Array.isArray(value)) {
    const at = dice.below(value.length);
    return value.with(at, mutated(dice, value[at]));
  }
  const name = dice.oneOf(Object.keys(value));
  const inner = (value as Readonly<Record<string, unknown>>)[name];
  return { ...value, [name]: mutated(dice, inner) };
}

function replaced(dice: TestDice, value: unknown): unknown {
  const atom = dice.oneOf(oddAtoms);
  if (Array.isArray(value) && value.length > 0) {
    const at = dice.below(value.length);
    return dice.oneOf([
      atom,
      value.toSpliced(at, 1),
      value.toSpliced(at, 0, atom),
      value.toSpliced(at, 0, value[dice.below(value.length)]),
      Array(200).fill(value[at]),
      { ...value },
      [value],
    ]);
  }
  if (typeof value === "object" && value !== null) {
    const names = Object.keys(value);
    const name = names[dice.below(Math.max(1, names.length))] ?? "name";
    const { [name]: inner, ...rest } = value as Record<string, unknown>;
    return dice.oneOf([
      atom,
      rest,
      { ...rest, [`${name} `]: inner },
      { ...value, more: atom },
      { ...value, [name]: atom },
      [value],
      Object.values(value),
    ]);
  }
  const number = typeof value === "number" ? value : 1;
  return dice.oneOf([
    atom,
    String(value),
    [value],
    { value },
    -number,
    number * 2 ** 20,
    number + 0.5,
  ]);
}
