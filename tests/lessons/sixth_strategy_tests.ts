import { assert, assertEquals } from "@std/assert";
import * as exercises10 from "../../exercises/10_choosing/questions.ts";
import * as exercises12 from "../../exercises/12_on_your_kernel/questions.ts";
import * as lesson10 from "../../lessons/10_choosing/lesson.ts";
import * as predict10 from "../../lessons/10_choosing/predict.ts";
import * as lesson11 from "../../lessons/11_in_the_wild/lesson.ts";
import * as predict11 from "../../lessons/11_in_the_wild/predict.ts";
import { callListsOf, compare } from "../../lib/evidence/figures.ts";
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  passPages,
  transmit,
} from "../../lib/machine/instruction.ts";
import { once, program } from "../../lib/machine/program.ts";
import { strategies } from "../../lib/strategy/linux.ts";
import { choicesOf, type Strategy } from "../../lib/strategy/strategy.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import type { Lesson, Outcome } from "../../lib/workbook/lesson.ts";
import { usualSetting } from "../../lib/workbook/transfer_lesson.ts";
import { makeUsage } from "../evidence/made_up_report.ts";

const name = "a toy: read + send";

const read = [
  enterKernel("read"),
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "user buffer"),
  leaveKernel("read"),
];

/** A toy: the kernel is asked to send from the pages of the buffer. */
const sixth: Strategy = {
  name,
  broughtBy: {
    since: "4.14",
    says: "a toy",
    source: ["LWN", "https://lwn.net/Articles/752188/"],
  },
  textbook: program(name, [
    ...read,
    enterKernel("send"),
    passPages("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("send"),
  ]),
  linux: program(name, [
    ...read,
    enterKernel("send"),
    passPages("user buffer", "socket buffer"),
    leaveKernel("send"),
    transmit(),
  ], once([enterKernel("read"), leaveKernel("read")])),
  switches: { says: "2(2N + 1)", of: (n) => 2 * (2 * n + 1) },
  choice: name,
  calls: [{ call: "read", from: "file" }, { call: "send", from: "buffer" }],
};

const six = [...strategies, sixth];

const outcomes = new Map<Lesson, Promise<Outcome>>();

/** Computes a fact with the usual knobs. A lesson's model is run once. */
async function factOf(lesson: Lesson, fact: string): Promise<string> {
  const knobs = Object.fromEntries(
    lesson.knobs.map(({ name, value }) => [name, value]),
  );
  const outcome = outcomes.get(lesson) ??
    Promise.resolve(lesson.model({ ...usualSetting(), knobs }));
  outcomes.set(lesson, outcome);
  return (await outcome).facts[fact]!(80);
}

/** The cells of a fact that is a table, its head first. */
async function tableOf(lesson: Lesson, fact: string): Promise<string[][]> {
  return (await factOf(lesson, fact)).split("\n").map((line) =>
    line.split("|").slice(1, -1).map((cell) => cell.trim())
  ).filter(([first]) => !/^:?-+:?$/.test(first!));
}

Deno.test("with a sixth strategy, lesson 10 tabulates it and lets it compete", async () => {
  const lesson = lesson10.lessonOf(six);
  for (const fact of ["table", "bytes"]) {
    const rows = await tableOf(lesson, fact);
    assertEquals(rows.length, 1 + six.length, fact);
    assertEquals(rows.at(-1)![0], name, fact);
  }
  const table = await tableOf(lesson, "table");
  assertEquals(table.at(-1), [name, "read, send", "4", "1", "2"]);
  const [head] = await tableOf(lesson, "sizes");
  assertEquals(head!.at(-1), name);
  for (const fact of ["times", "crossovers", "arrival"]) {
    const says = await factOf(lesson, fact);
    const all = `${six.length} of ${six.length}`;
    assert([name, all].some((text) => says.includes(text)), says);
  }
});

Deno.test("with a sixth strategy, lesson 11 compares it, with its formula and on each NIC", async () => {
  const lesson = lesson11.lessonOf(six);
  const compared = await tableOf(lesson, "table");
  assertEquals(compared.at(-1), [name, "2 → 3", "4 → 6", "1", "0"]);
  const formulas = await tableOf(lesson, "formulas");
  assertEquals(formulas.at(-1), [name, "2(2N + 1)", "16", "66", "66"]);
  const nics = await tableOf(lesson, "nic");
  assertEquals(nics.map((row) => row.at(-1)), [name, "1", "2", "2"]);
});

Deno.test("with a sixth strategy, predict asks about it", () => {
  const roll = predict11.problemFor(six);
  const isAsked = (seed: number): boolean =>
    roll(new Dice(seed)).title === `${name} on Linux`;
  assert(Array.from({ length: 100 }, (_, seed) => seed).some(isAsked));
  const { blanks } = predict10.problemFor(six)(new Dice(1));
  assertEquals(blanks.at(-1)!.choices!.at(-1), name);
});

Deno.test("with a sixth strategy, the exercises of lesson 10 let it compete", () => {
  const [traffic, time, plan] = exercises10.exercisesOf(six);
  const choices = choicesOf(six).length;
  for (const exercise of [traffic!, time!]) {
    const asked = exercise.cases(new Dice(1)).length;
    assertEquals(asked % choices, 0, exercise.name);
    assert(asked >= choices, exercise.name);
  }
  const [asked] = plan!.cases(new Dice(1));
  assert(plan!.judge([], asked!) !== undefined);
  assert(plan!.judge(Array(8).fill(""), asked!)!.endsWith(`, "${name}".`));
});

Deno.test("with a sixth strategy, the exercises of lesson 12 show its results and its calls", () => {
  const [column, calls, finding] = exercises12.exercisesOf(six);
  const asked = column!.cases(new Dice(1));
  assert(asked.some(({ args }) => column!.right(...args) === name));
  assert(column!.judge("", asked[0]!)!.endsWith(`, "${name}".`));
  const made = calls!.cases(new Dice(1)).map(({ args }) => args[1] as object);
  assert(made.some((after) => "send" in after && "read" in after));
  assertEquals(finding!.cases(new Dice(1)).length, 12);
});

Deno.test("with a sixth strategy, the lab tries it and sets the model beside it", () => {
  assertEquals(callListsOf(six).at(-1), { name, calls: sixth.calls });
  const cost = {
    way: name,
    fileBytes: 2 ** 20,
    pieceBytes: 2 ** 16,
    isDelivered: true,
    cold: null,
    warm: makeUsage({ calls: { read: 17, send: 16 } }),
    runtimeFaults: 0,
    coldRuns: 0,
    warmRuns: 1,
  };
  const figures = compare([cost], [], six);
  const valuesOf = (label: string): unknown =>
    figures.find((figure) => figure.name === label)!.values[0];
  assertEquals(valuesOf("system calls"), { way: name, model: 33, kernel: 33 });
  assertEquals(valuesOf("CPU copies"), { way: name, model: 1, kernel: null });
});
