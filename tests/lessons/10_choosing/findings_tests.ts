import { assert, assertEquals } from "@std/assert";
import { closedForm } from "../../../lib/cost/closed_form.ts";
import { type CostModel, costOf, sendingNs } from "../../../lib/cost/cost.ts";
import { type Job, makeJob } from "../../../lib/machine/job.ts";
import type { Program } from "../../../lib/machine/program.ts";
import { fallBack } from "../../../lib/strategy/fallback.ts";
import {
  countHandings,
  limitJob,
  readWrite,
  strategies,
} from "../../../lib/strategy/linux.ts";
import { chosenPrograms } from "../../../lib/strategy/strategy.ts";
import { findingsFor } from "../../../lessons/10_choosing/findings.ts";
import { makeDice, type TestDice } from "../../dice.ts";

const programs = chosenPrograms(strategies);

/** Sizes from 1 byte to 1 GiB, each a fourth to a half larger than the one before. [bytes] */
const sizes = [1];
while (sizes.at(-1)! < 2 ** 30) {
  const last = sizes.at(-1)!;
  sizes.push(last + Math.max(1, 2 ** Math.floor(Math.log2(last)) / 4));
}

/** A price of any order of magnitude between two, or nothing. [ns] */
function rollPrice(dice: TestDice, least: number, most: number): number {
  if (dice.below(8) === 0) return 0;
  return 10 ** (dice.between(least * 1000, most * 1000) / 1000);
}

function rollPrices(dice: TestDice): CostModel {
  const sending = {
    byteNs: rollPrice(dice, -3, 1),
    pieceNs: rollPrice(dice, 1, 5),
    packetNs: rollPrice(dice, 1, 5),
    packetBytes: dice.oneOf([1448, 65483]),
  };
  return {
    name: "random",
    source: "random",
    modeSwitchNs: rollPrice(dice, 0, 4),
    cpuByteNs: rollPrice(dice, -3, 1),
    ...(dice.below(2) === 0 && { copyNs: rollPrice(dice, 0, 4) }),
    pageFaultNs: rollPrice(dice, 1, 6),
    mappingNs: rollPrice(dice, 1, 6),
    passNs: rollPrice(dice, 0, 5),
    ...(dice.below(2) === 0 && { sending }),
  };
}

/** What the page says, with what it is about. */
interface Page {
  readonly usual: Job;
  readonly prices: CostModel;
  /** A fact of the page, on one line if it is no table. */
  readonly fact: (name: string) => string;
  /** The rows of the table in a fact, without its head. */
  readonly rows: (name: string) => string[][];
}

/** Reads the page with prices of several hundred machines that may be or not. */
function forManyPrices(test: (page: Page, seed: string) => void): void {
  for (let seed = 1; seed <= 300; seed++) {
    const dice = makeDice(seed);
    const prices = rollPrices(dice);
    const nic = dice.oneOf(["gather", "no-gather", "no-checksum"] as const);
    const usual = makeJob({ bufferBytes: 2 ** 16, cache: "warm", nic });
    const facts = findingsFor(programs, usual, prices);
    const fact = (name: string): string => facts[name]!(72);
    const rows = (name: string): string[][] =>
      fact(name).split("\n").filter((line) => line.startsWith("|")).slice(2)
        .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
    test({ usual, prices, fact, rows }, `seed ${seed}`);
  }
}

/** The CPU time of a program, added up here once more. [ns] */
function timeNs(program: Program, job: Job, prices: CostModel): number {
  const limited = limitJob(program, job);
  const counts = closedForm(fallBack(program, job), limited);
  const handings = countHandings(program, limited);
  return costOf(counts, prices).totalNs +
    sendingNs({ job: limited, handings }, prices);
}

/** Whether a program takes less than read + write for a file. */
function wins(
  program: Program,
  { usual, prices }: Page,
  bytes: number,
): boolean {
  const job = { ...usual, fileBytes: bytes };
  return timeNs(program, job, prices) < timeNs(readWrite, job, prices);
}

const units: Record<string, number> = {
  "ns": 1,
  "µs": 1e3,
  "ms": 1e6,
  "s": 1e9,
  "B": 1,
  "KiB": 2 ** 10,
  "MiB": 2 ** 20,
  "GiB": 2 ** 30,
};

/** Reads a time or a size as it is printed: three digits of it. */
function parse(text: string): number {
  if (text === "–" || text === "too little to see") return 0;
  const [, number, unit] = /^([\d.e+-]+) (\S+)$/.exec(text) ?? [];
  assert(number !== undefined && unit! in units, `"${text}" is no amount`);
  return Number(number) * units[unit!]!;
}

function assertNear(found: number, expected: number, why: string): void {
  assert(Math.abs(found - expected) <= 0.006 * Math.abs(expected), why);
}

Deno.test("the least of each row is in bold, whatever things cost", () => {
  forManyPrices(({ usual, prices, rows }, seed) => {
    for (const [size, ...cells] of rows("sizes")) {
      const job = { ...usual, fileBytes: parse(size!) };
      const times = programs.map((program) => timeNs(program, job, prices));
      const bold = cells.findIndex((cell) => cell.startsWith("**"));
      assertEquals(times[bold], Math.min(...times), `${seed}, ${size}`);
    }
  });
});

Deno.test("where the winner changes is true of larger sizes, four to each doubling", () => {
  const kinds = new Set<string>();
  forManyPrices((page, seed) => {
    const lines = page.fact("crossovers").split("\n");
    assertEquals(lines.length, programs.length - 1);
    lines.forEach((line, i) => {
      const program = programs[i + 1]!;
      const why = `${seed}: ${line}`;
      const says = line.split("is cheaper than read + write ")[1]!;
      const won = sizes.filter((bytes) => wins(program, page, bytes));
      const size = /about ([\d.]+ \w+)/.exec(says)?.[1];
      // What is printed has three digits: sizes so near to it are left out.
      const above = sizes.filter((bytes) =>
        size !== undefined && bytes > 1.01 * parse(size)
      );
      kinds.add(says.replace(size ?? "", "…"));
      if (says === "for no size up to 1 GiB.") {
        return assertEquals(won, [], why);
      }
      if (says === "for every size.") return assertEquals(won, sizes, why);
      assert(size !== undefined, why);
      const isLasting = above.every((bytes) => won.includes(bytes));
      assertEquals(isLasting, says.endsWith(" on."), why);
    });
  });
  assertEquals(kinds.size, 4, [...kinds].join("\n"));
});

Deno.test("a page fault takes less or more than the copy that it saves, as the page says", () => {
  const seen = new Set<string>();
  forManyPrices(({ prices, fact }, seed) => {
    const [, fault, verdict, copy] =
      /takes (.+), (less than|more than|as much as) the copy .* saves, (.+)\.$/
        .exec(fact("mapping"))!;
    const copyNs = 2 ** 16 * prices.cpuByteNs + (prices.copyNs ?? 0);
    assertNear(parse(fault!), prices.pageFaultNs, seed);
    assertNear(parse(copy!), copyNs, seed);
    const sign = Math.sign(prices.pageFaultNs - copyNs);
    const expected = ["less than", "as much as", "more than"][sign + 1];
    assertEquals(verdict, expected, seed);
    seen.add(verdict!);
  });
  assertEquals(seen.size, 3);
});

Deno.test("copies or mode switches: the page names the sizes where copies take more", () => {
  const seen = new Set<string>();
  forManyPrices(({ fact, rows, usual, prices }, seed) => {
    const dear = rows("shares").filter(([size, switches, copies]) => {
      const bufferBytes = parse(size!);
      const job = { ...usual, fileBytes: 2 ** 20, bufferBytes };
      const cost = costOf(closedForm(readWrite, job), prices);
      assertNear(parse(switches!), cost.switchesNs, seed);
      assertNear(parse(copies!), cost.copiesNs, seed);
      return cost.copiesNs > cost.switchesNs;
    }).map(([size]) => size);
    const says = fact("shares").split("\n\n")[1]!.replaceAll("\n", " ");
    const expected = dear.length === 0
      ? "With none of these sizes do the copies take longer than the mode switches."
      : `The copies take longer than the mode switches with pieces of ${
        [dear.slice(0, -1).join(", "), dear.at(-1)].filter(Boolean).join(
          " and ",
        )
      }.`;
    assertEquals(says, expected, seed);
    seen.add(says);
  });
  assert(seen.size >= 3, [...seen].join("\n"));
});

Deno.test("the answer about the small file names the least, and its parts add up", () => {
  const seen = new Set<string>();
  forManyPrices(({ fact, rows, usual, prices }, seed) => {
    const job = { ...usual, fileBytes: 128 };
    const times = programs.map((program) => timeNs(program, job, prices));
    rows("small").forEach(([name, ...cells], i) => {
      assertEquals(name, programs[i]!.name);
      const amounts = cells.map(parse);
      const total = amounts.pop()!;
      assertNear(total, times[i]!, seed);
      assertNear(amounts.reduce((sum, ns) => sum + ns, 0), times[i]!, seed);
    });
    const says = fact("small").split("\n\n")[1]!.replaceAll("\n", " ");
    const [, names, least] = /^For 128 B, (.+) takes? the least: (.+)\.$/
      .exec(says)!;
    const winners = programs.filter((_, i) => times[i] === Math.min(...times));
    assertEquals(names, winners.map(({ name }) => name).join(" and "), seed);
    assertNear(parse(least!), Math.min(...times), seed);
    seen.add(names!);
  });
  assert(seen.size >= 3, [...seen].join("\n"));
});

Deno.test("what a write of 2 KiB copies takes as long as the page says", () => {
  forManyPrices(({ fact, prices }, seed) => {
    const copyNs = 2048 * prices.cpuByteNs + (prices.copyNs ?? 0);
    assertNear(parse(fact("json")), copyNs, seed);
  });
});
