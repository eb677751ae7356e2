import { assert, assertEquals, assertGreater, assertThrows } from "@std/assert";
import { UsageError } from "../../lib/cli/usage_error.ts";
import {
  quote,
  readChoice,
  readSeed,
  readSize,
  readWhole,
  sayFound,
} from "../../lib/cli/values.ts";
import { mostCountedBytes } from "../../lib/machine/job.ts";

/** What a reader says when it refuses. */
function refusal(read: () => unknown): string {
  return assertThrows(read, UsageError).message;
}

Deno.test("readSize() reads a size, or nothing if none was given", () => {
  assertEquals(readSize({ size: "64KiB" }, "size", 0), 65_536);
  assertEquals(readSize({ size: "0" }, "size", 0), 0);
  assertEquals(readSize({ size: "1PiB" }, "size", 0), mostCountedBytes);
  assertEquals(readSize({}, "size", 0), undefined);
});

Deno.test("readSize() refuses what is no size, too small or too large", () => {
  for (const text of ["x", "-1", "1.5", "NaN", "2PiB", "1e400"]) {
    assertEquals(
      refusal(() => readSize({ size: text }, "size", 0)),
      "--size takes a whole number of bytes from 0 to 1 PiB: " +
        `it is "${text}". Try: --size 64KiB`,
    );
  }
  assertEquals(
    refusal(() => readSize({ buffer: "0" }, "buffer", 1)),
    "--buffer takes a whole number of bytes from 1 to 1 PiB: " +
      'it is "0". Try: --buffer 64KiB',
  );
  assertEquals(
    refusal(() => readSize({ size: "" }, "size", 0)),
    "--size takes a whole number of bytes from 0 to 1 PiB: " +
      "it has no value. Try: --size 64KiB",
  );
});

Deno.test("readChoice() reads one of several words, as they are written", () => {
  const choices = ["cold", "warm"] as const;
  assertEquals(readChoice({ cache: "warm" }, "cache", choices), "warm");
  assertEquals(readChoice({}, "cache", choices), undefined);
  for (const text of ["Warm", "war", "toString"]) {
    assertEquals(
      refusal(() => readChoice({ cache: text }, "cache", choices)),
      `--cache takes cold, warm: it is "${text}". Try: --cache cold`,
    );
  }
  assertEquals(
    refusal(() => readChoice({ do: "" }, "do", ["start I/O", "halt"])),
    "--do takes start I/O, halt: it has no value. " +
      'Try: --do "start I/O"',
  );
});

Deno.test("readWhole() reads a whole number in a range, ends included", () => {
  for (const [text, number] of [["40", 40], ["200", 200], ["1e2", 100]]) {
    assertEquals(readWhole("width", String(text), [40, 200]), number);
  }
});

Deno.test("readWhole() refuses other numbers, and suggests one in the range", () => {
  const says = (text: string, range: [number, number]): string =>
    refusal(() => readWhole("n", text, range));
  for (const text of ["39", "201", "40.5", "-40", "", "many"]) {
    assertEquals(says(text, [40, 200]).endsWith(". Try: --n 80"), true, text);
  }
  assertEquals(
    says("0", [1, 40]),
    '--n takes a whole number from 1 to 40: it is "0". Try: --n 40',
  );
  assertEquals(says("9", [100, 900]).endsWith("--n 100"), true);
});

Deno.test("words with spaces are quoted for the shell, others are not", () => {
  assertEquals(quote("sendfile + gather"), '"sendfile + gather"');
  assertEquals(quote("cold"), "cold");
});

Deno.test("sayFound() tells an empty value from another", () => {
  assertEquals(sayFound(""), "it has no value");
  assertEquals(sayFound("x"), 'it is "x"');
});

Deno.test("readSeed() reads a seed, or makes one if none was given", () => {
  assertEquals(readSeed({ seed: "7" }, 9), 7);
  assertEquals(
    refusal(() => readSeed({ seed: "10" }, 9)),
    '--seed takes a whole number from 0 to 9: it is "10". Try: --seed 9',
  );
  const made = new Set(Array.from({ length: 20 }, () => readSeed({}, 2 ** 31)));
  assertGreater(made.size, 1);
  for (const seed of made) assert(Number.isInteger(seed) && seed >= 0);
});
