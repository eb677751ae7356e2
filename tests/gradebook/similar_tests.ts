import { assert, assertEquals } from "@std/assert";
import { findSimilar, type Written } from "../../lib/gradebook/similar.ts";
import { makeDice } from "../dice.ts";

const stub = `
import { read, write } from "library";

/** Adds up what was copied. */
export function copied(events: Event[]): number {
  return todo("add up");
}
`;

const given = stub.replace(/ {2}return todo.*\n}\n/, "");

const stubs = new Map([[5, stub]]);

function answer(student: string, body: string): Written {
  return { student, lesson: 5, text: `${given}${body}` };
}

/** What somebody writes who has thought of it. */
const own = `  const seen = new Map<string, number>();
  for (const { by, bytes } of events) {
    if (by !== "CPU" && by !== "DMA") continue;
    const before = seen.get(by) ?? 0;
    seen.set(by, before + 2 * bytes);
  }
  const [all, dma] = [seen.get("CPU") ?? 0, seen.get("DMA") ?? 0];
  if (all < dma) throw new RangeError("more DMA");
  return Math.max(0, (all - dma) / 2);
}
`;

/** The same with other names, comments and spaces, as who copies would write it. */
const renamed = own.replaceAll(/\b(?:seen|by|bytes|before|all|dma)\b/g, "my$&")
  .replace("if (", "// Only what is copied.\n    if (")
  .replace("{ myby", "{\n      myby");

/** What most write, with names of their own. */
function usual(i: number): string {
  return `  let sum${i} = 0;
  for (const event${i} of events) {
    if (event${i}.kind === "copy") {
      sum${i} += event${i}.bytes;
    }
  }
  return sum${i};
}
`;
}

const many = Array.from({ length: 20 }, (_, i) => answer(`s${i}`, usual(i)));

Deno.test("a copy with other names, comments and lines is found, with 1", () => {
  const pairs = findSimilar(
    [answer("zoe", own), ...many, answer("007", renamed)],
    stubs,
  );
  assertEquals(pairs.map(({ lines: _, ...pair }) => pair), [
    { students: ["007", "zoe"], lesson: 5, figure: 1 },
  ]);
  assert(pairs[0]!.lines >= 7, `${pairs[0]!.lines} lines`);
});

Deno.test("a part of an answer is found, with less than 1", () => {
  const part = own.split("\n").slice(0, 6).join("\n") +
    `\n  return [...seen.values()].reduce((sum, one) => sum + one, 0) / 2;\n}\n`;
  const [pair, ...others] = findSimilar(
    [answer("a", own), answer("b", part), ...many],
    stubs,
  );
  assertEquals(others, []);
  assert(0.5 < pair!.figure && pair!.figure < 1, `${pair!.figure}`);
});

Deno.test("what more than three have, and what the stub has, is no likeness", () => {
  assertEquals(findSimilar(many, stubs), []);
  const four = ["a", "b", "c", "d"].map((student) => answer(student, own));
  assertEquals(findSimilar(four, stubs), []);
  assertEquals(findSimilar(four.slice(1), stubs).length, 3);
  const long = { student: "a", lesson: 5, text: stub + own };
  const stubbed = new Map([[5, stub + own]]);
  assertEquals(findSimilar([long, { ...long, student: "b" }], stubbed), []);
});

Deno.test("a short answer proves nothing, however few have it", () => {
  const short =
    "  return events.reduce((sum, { bytes }) => sum + bytes, 0);\n}\n";
  assertEquals(
    findSimilar([answer("a", short), answer("b", short)], stubs),
    [],
  );
});

Deno.test("answers of one idea that differ in one place are not all listed", () => {
  const dice = makeDice(1);
  const lines = own.split("\n");
  const changed = Array.from({ length: 40 }, (_, i) => {
    const at = dice.below(lines.length);
    const line = `${lines[at]} // ${i}\n  check(${i} + ${dice.below(9)});`;
    return answer(`s${i}`, lines.with(at, line).join("\n"));
  });
  const pairs = findSimilar(changed, stubs);
  assertEquals(pairs.length, 0, JSON.stringify(pairs));
});

Deno.test("the list does not depend on the order of what was handed in", () => {
  for (let seed = 0; seed < 20; seed++) {
    const dice = makeDice(seed);
    const written = Array.from({ length: 12 }, (_, i) => ({
      ...answer(`s${i}`, dice.oneOf([own, renamed, usual(i), ""])),
      lesson: dice.oneOf([5, 6]),
    }));
    const shuffled = written.map((one) => ({ one, at: dice.below(1e6) }))
      .sort((a, b) => a.at - b.at).map(({ one }) => one);
    assertEquals(
      findSimilar(shuffled, stubs),
      findSimilar(written, stubs),
      `seed ${seed}`,
    );
  }
});

Deno.test("what is no program is compared as well", () => {
  const odd = ["`${", '"', "/* ", "\0", "}".repeat(1e4), "\ud800", "/[/", ""];
  for (const text of odd) {
    const both = ["__proto__", "constructor"].map((student) =>
      answer(student, text + own)
    );
    for (const { figure } of findSimilar(both, stubs)) {
      assertEquals(figure, 1, JSON.stringify(text.slice(0, 9)));
    }
  }
});

Deno.test("of what goes on and on the beginning is compared, without its comments", () => {
  const dice = makeDice(5);
  const long = (length: number): string =>
    Array.from({ length }, () => `${dice.below(1e9)};\n`).join("");
  const same = long(15_000);
  const after = findSimilar([
    answer("a", long(10_000) + same),
    answer("b", long(10_000) + same),
  ], stubs);
  assertEquals(after, []);
  const comments = "// a\n".repeat(20_000);
  const [pair] = findSimilar([
    answer("a", comments + own),
    answer("b", renamed),
  ], stubs);
  assertEquals(pair?.figure, 1);
});
