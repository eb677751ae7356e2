import { assert, assertEquals, assertThrows } from "@std/assert";
import { Dice, largestSeed } from "../../lib/workbook/dice.ts";
import {
  type Body,
  type Prediction,
  problemOf,
} from "../../lib/workbook/prediction.ts";
import { checkSubmission } from "../../lib/workbook/submission.ts";
import { lastProblemLesson, rollProblem } from "../problems.ts";
import { listJob } from "../../lib/workbook/say_job.ts";
import { type Job, makeJob, type NicAbility } from "../../lib/machine/job.ts";
import type { Problem } from "../../lib/workbook/prediction.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import * as linux from "../../lib/strategy/linux.ts";
import { linux as programs } from "../../lib/strategy/linux.ts";
import { textbook } from "../../lib/strategy/linux.ts";
import { choicesOf } from "../../lib/strategy/strategy.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";

const lessons = Array.from({ length: lastProblemLesson }, (_, i) => i + 1);
const seeds = Array.from({ length: 200 }, (_, i) => i);

const rolled = new Map<number, readonly Problem[]>();

/** Looks at 200 problems of a lesson. They are rolled once. */
function forEach(
  lesson: number,
  look: (problem: Problem, says: string) => void,
): void {
  const problems = rolled.get(lesson) ??
    seeds.map((seed) => rollProblem(lesson, seed));
  rolled.set(lesson, problems);
  for (const problem of problems) {
    look(problem, `lesson ${lesson}, seed ${problem.seed}`);
  }
}

/** The answers by name. */
function answersOf(problem: Problem): Record<string, number | string> {
  return Object.fromEntries(
    problem.blanks.map(({ name, answer }) => [name, answer]),
  );
}

/** All numbers of what is given, line by line. */
function numbersOf({ given }: Problem): number[][] {
  return given.map((line) => (line.match(/\d+/g) ?? []).map(Number));
}

/** Reads the job again that a problem echoes. */
function jobOf({ given }: Problem): Job {
  const text = given.join("\n");
  const [, file, buffer] = /file of (\d+) bytes, in pieces of at most (\d+)/
    .exec(text)!;
  const nics: readonly NicAbility[] = ["gather", "no-gather", "no-checksum"];
  return makeJob({
    fileBytes: Number(file),
    bufferBytes: Number(buffer),
    pageBytes: Number(/pages of (\d+)/.exec(text)![1]),
    cache: text.includes("warm") ? "warm" : "cold",
    nic: nics[
      ["adds checksums", "cannot gather", "adds no checksums"]
        .findIndex((words) => text.includes(words))
    ]!,
  });
}

/** A question of a made-up problem, whose case is a list of answers. */
function question(i: number): Prediction<readonly number[]> {
  return {
    name: `blank${i}`,
    asks: (answers) => `number ${i} of ${answers.length}`,
    right: (answers) => answers[i]!,
    explains: () => "a rule",
    wrong: {},
  };
}

function bodyOf(...answers: number[]): Body {
  return problemOf({
    roll: () => answers,
    title: () => "made up",
    given: () => [],
    questions: answers.map((_, i) => question(i)),
  })(new Dice(1));
}

Deno.test("problemOf() rolls again where there is nothing, all answers are alike, or too few or too many", () => {
  for (
    const answers of [
      [4, 4, 4, 4],
      [0, 0, 0],
      [4, 0, 4, 0],
      [1, 2],
      [1, 2, 3, 4, 5, 6, 7],
    ]
  ) {
    assertThrows(() => bodyOf(...answers), Error, "No roll", `${answers}`);
  }
  for (const answers of [[4, 2, 0, 0], [1, 2, 3], [1, 2, 3, 4, 5, 6]]) {
    const { blanks } = bodyOf(...answers);
    assertEquals(blanks.map(({ answer }) => answer), answers);
    assertEquals(blanks[0]!.asks, `number 0 of ${answers.length}`);
  }
});

Deno.test("problemOf() rolls again where a wrong idea is right, or cannot be told from another", () => {
  const rolls = [[1, 2, 3], undefined, [2, 4, 1], [3, 1, 2]];
  const roll = problemOf<readonly number[]>({
    roll: () => rolls.shift(),
    title: () => "made up",
    given: () => [],
    questions: [
      { ...question(0), wrong: { one: () => 1, two: () => 2 } },
      { ...question(1), wrong: { "the third": (answers) => answers[2]! } },
      question(2),
    ],
  });
  const { blanks } = roll(new Dice(1));
  assertEquals(blanks.map(({ answer }) => answer), [3, 1, 2]);
  assertEquals(blanks.map(({ wrong }) => wrong), [
    { one: 1, two: 2 },
    { "the third": 2 },
    {},
  ]);
});

for (const lesson of lessons) {
  Deno.test(`lesson ${lesson}: in 200 problems what is right passes, and each wrong idea is told`, () => {
    forEach(lesson, (problem, says) => {
      const right = problem.blanks.map(({ answer }) => String(answer));
      assertEquals(checkSubmission(problem, right.join()), undefined, says);
      for (const [i, { wrong }] of problem.blanks.entries()) {
        for (const [idea, value] of Object.entries(wrong)) {
          const typed = right.with(i, String(value)).join();
          const mistake = checkSubmission(problem, typed);
          assertEquals(mistake?.number, i + 1, `${says}, ${idea}`);
          assertEquals(mistake?.idea, idea, says);
        }
      }
    });
  });

  Deno.test(`lesson ${lesson}: in 200 problems there is something to think about`, () => {
    forEach(lesson, ({ blanks }, says) => {
      assert(blanks.length >= 3 && blanks.length <= 6, says);
      const answers = new Set(blanks.map(({ answer }) => answer));
      assert(answers.size >= 3, `${says}: ${[...answers].join()}`);
      const names = new Set(blanks.map(({ name }) => name));
      assertEquals(names.size, blanks.length, says);
    });
  });

  Deno.test(`lesson ${lesson}: every answer can be typed, and is not told`, () => {
    forEach(lesson, ({ blanks }, says) => {
      for (const { answer, choices, explains, asks } of blanks) {
        if (typeof answer === "string") assert(choices!.includes(answer), says);
        else assert(Number.isSafeInteger(answer) && answer >= 0, says);
        assert(explains.length > 20 && asks !== "", says);
        assert(!/undefined|NaN/.test(explains), `${says}: ${explains}`);
        const isLong = String(answer).length >= 4;
        const isTold = typeof answer === "number" && isLong &&
          explains.includes(String(answer));
        assert(!isTold, `${says}: ${explains}`);
      }
    });
  });

  Deno.test(`lesson ${lesson}: seeds give different problems, and each the same again`, () => {
    const seen = new Set<string>();
    const answers = new Map<string, number>();
    forEach(lesson, (problem, says) => {
      seen.add(JSON.stringify(problem.given));
      const key = problem.blanks.map(({ answer }) => answer).join();
      answers.set(key, (answers.get(key) ?? 0) + 1);
      if (problem.seed % 50 > 0) return;
      assertEquals(rollProblem(lesson, problem.seed), problem, says);
    });
    assert(seen.size > seeds.length * 0.75, `only ${seen.size} problems`);
    const most = Math.max(...answers.values());
    assert(most < seeds.length / 10, `the same answers in ${most}`);
  });
}

Deno.test("lesson 1: the answers follow from a mode and a list of privileged operations", () => {
  const unprivileged = /^(jump|add|load)$/;
  forEach(1, (problem, says) => {
    let mode = "user";
    let modeSwitches = 0;
    const refused: number[] = [];
    problem.given.slice(1).forEach((line, i) => {
      const name = line.replace(/^line \d+: /, "");
      const to = name.startsWith("enter") ? "kernel" : "user";
      if (/^(enter|return)/.test(name)) {
        if (mode === to) refused.push(i + 1);
        else [mode, modeSwitches] = [to, modeSwitches + 1];
      } else if (mode === "user" && !unprivileged.test(name)) {
        refused.push(i + 1);
      }
    });
    assertEquals(answersOf(problem), {
      refused: refused.length,
      firstRefused: refused[0]!,
      modeSwitches,
      lastMode: mode,
    }, says);
  });
});

/** Does what the text of a task says, operation by operation. */
function doTask(
  text: string,
  most: number,
): { operations: number; counter: number; a: number } {
  const lines = text.replace(/^\w+: /, "").split("; ")
    .map((line) => line.replace(/^\d+ /, "").split(" "));
  const values: Record<string, number> = { a: 0, b: 0, c: 0 };
  let [counter, operations] = [0, 0];
  while (counter < lines.length && operations < most) {
    const [first, , second, sign, third] = lines[counter]!;
    const valueOf = (word: string): number => values[word] ?? Number(word);
    counter += 1;
    operations += 1;
    if (first === "jump") {
      if (values.b! > 0) counter = Number(second);
    } else if (first !== "call") {
      const by = third === undefined ? 0 : valueOf(third);
      values[first!] = valueOf(second!) + (sign === "-" ? -by : by);
    }
  }
  return { operations, counter, a: values.a! };
}

Deno.test("lesson 2: the answers follow from doing what the texts of the tasks say", () => {
  forEach(2, (problem, says) => {
    const texts = problem.given.map((line) => line.replaceAll("\xa0", " "));
    const [one, two, plan] = texts as [string, string, string];
    const slice = Number(/slice is (\d+)/.exec(plan)![1]);
    const calls = Number(/caller: .*?1 b = (\d+)/.exec(texts.join("\n"))![1]);
    const left = [one, two].map((text) => doTask(text, Infinity).operations);
    let contextSwitches = 0;
    for (let turn = 0; left[0]! > 0 || left[1]! > 0;) {
      left[turn] = Math.max(0, left[turn]! - slice);
      if (left[1 - turn]! === 0) continue;
      turn = 1 - turn;
      contextSwitches += 1;
    }
    assertEquals(answersOf(problem), {
      contextSwitches,
      modeSwitches: 2 * calls,
      firstCounter: doTask(one, slice).counter,
      firstRegister: doTask(one, slice).a,
      secondCounter: doTask(two, slice).counter,
    }, says);
  });
});

Deno.test("lesson 3: the answers follow from formulas", () => {
  forEach(3, (problem, says) => {
    const [[bytes, wordBytes], [device], [programmed, setup, interrupt]] =
      numbersOf(problem) as [number[], number[], number[]];
    const words = Math.ceil(bytes! / wordBytes!);
    const programmedCycles = programmed! + device! + 2 +
      (words - 1) * (device! - 1 + 2);
    const dmaCycles = setup! + words + interrupt!;
    assertEquals(answersOf(problem), {
      words,
      programmedCycles,
      dmaCycles,
      freeCycles: words * device!,
      less: dmaCycles < programmedCycles ? "DMA" : "programmed I/O",
    }, says);
  });
});

Deno.test("lesson 4: the answers follow from a queue of pages on paper", () => {
  forEach(4, (problem, says) => {
    const [sizes, , , uses] = numbersOf(problem);
    const [frames, , , pageBytes] = sizes as [number, number, number, number];
    const isLru = problem.given.join().includes("LRU");
    const address = uses!.at(-1)!;
    const page = Math.floor(address / pageBytes);
    const queue: number[] = [];
    const frameOf = new Map<number, number>();
    let [pageFaults, lastEvicted] = [0, -1];
    for (const used of [...uses!.slice(0, -1), page]) {
      if (!frameOf.has(used)) {
        pageFaults += 1;
        if (queue.length < frames) frameOf.set(used, queue.length);
        else {
          lastEvicted = queue.shift()!;
          frameOf.set(used, frameOf.get(lastEvicted)!);
          frameOf.delete(lastEvicted);
        }
        queue.push(used);
      } else if (isLru) {
        queue.push(...queue.splice(queue.indexOf(used), 1));
      }
    }
    const offset = address % pageBytes;
    assertEquals(answersOf(problem), {
      page,
      offset,
      physical: frameOf.get(page)! * pageBytes + offset,
      pageFaults,
      lastEvicted,
    }, says);
  });
});

for (const [i, program] of textbook.slice(0, 5).entries()) {
  Deno.test(`lesson ${i + 5}: the counts of ${program.name} are those of the closed form`, () => {
    forEach(i + 5, (problem, says) => {
      const job = jobOf(problem);
      const counts = closedForm(fallBack(program, job), job);
      const before = closedForm(readWrite, job).modeSwitches;
      const filePages = Math.ceil(job.fileBytes / job.pageBytes);
      for (const [name, answer] of Object.entries(answersOf(problem))) {
        const right: Partial<Record<string, number>> = {
          ...counts,
          savedSwitches: before - counts.modeSwitches,
          mappedPages: filePages,
          descriptors: descriptorsOf(job),
        };
        assertEquals(answer, right[name], `${says}: ${name}`);
      }
      assert(job.fileBytes > job.bufferBytes, `${says} is the page's job`);
    });
  });
}

/** A descriptor for each page that a piece touches. */
function descriptorsOf(job: Job): number {
  let descriptors = 0;
  for (let at = 0; at < job.fileBytes; at += job.bufferBytes) {
    const end = Math.min(at + job.bufferBytes, job.fileBytes);
    descriptors += Math.ceil(end / job.pageBytes) -
      Math.floor(at / job.pageBytes);
  }
  return descriptors;
}

Deno.test("lesson 10: the times follow from the prices that are given", () => {
  forEach(10, (problem, says) => {
    const { fileBytes } = jobOf(problem);
    const [perSwitch, perFault, perMapping, perPass, speed] = numbersOf(
      problem,
    ).at(-1) as [number, number, number, number, number];
    const pieces = Math.ceil(fileBytes / 2 ** 16);
    const copyNs = fileBytes / speed;
    const times = {
      "read + write": 2 * (2 * pieces + 1) * perSwitch + 2 * copyNs,
      "mmap + write": 2 * (pieces + 2) * perSwitch + copyNs + perMapping +
        pieces * perFault,
      "sendfile + gather": pieces * (2 * perSwitch + perPass),
      "splice": 2 * (1 + 2 * pieces) * perSwitch + 2 * pieces * perPass,
    };
    const least = Math.min(...Object.values(times));
    assertEquals(answersOf(problem), {
      switchesNs: 2 * (2 * pieces + 1) * perSwitch,
      copiesNs: 2 * copyNs,
      trafficBytes: 5 * fileBytes,
      gatherNs: times["sendfile + gather"],
      winner: Object.entries(times).find(([, ns]) => ns === least)![0],
    }, says);
  });
});

Deno.test("lesson 10: more than one strategy wins, and none nearly always", () => {
  const wins = new Map<string, number>();
  forEach(10, (problem) => {
    const name = String(answersOf(problem).winner);
    wins.set(name, (wins.get(name) ?? 0) + 1);
  });
  assert(wins.size > 1);
  for (const [name, often] of wins) assert(often < seeds.length * 0.8, name);
});

Deno.test("lesson 11: the counts are those of the closed form, for every strategy", () => {
  const seen = new Set<string>();
  forEach(11, (problem, says) => {
    const name = problem.title.replace(" on Linux", "");
    seen.add(name);
    const job = jobOf(problem);
    const strategy = programs.find((one) => one.name === name)!;
    const told = textbook.find((one) => one.name === name)!;
    const limited = linux.limitJob(strategy, job);
    const counts = closedForm(fallBack(strategy, limited), limited);
    assertEquals(answersOf(problem), {
      toldSwitches: closedForm(fallBack(told, job), job).modeSwitches,
      systemCalls: counts.systemCalls,
      modeSwitches: counts.modeSwitches,
      cpuCopies: counts.cpuCopies,
      pageFaults: counts.pageFaults,
    }, says);
  });
  assertEquals(seen.size, choicesOf(linux.strategies).length);
});

Deno.test("lesson 12: what arrives follows from moving marked bytes along the calls", () => {
  const seen = new Set<string>();
  forEach(12, (problem, says) => {
    const strategy = problem.title.replace(", on a kernel of our own", "");
    const [[fileBytes, pieceBytes]] = numbersOf(problem) as [number[]];
    const kernel = [
      .../on this kernel (.*)/.exec(problem.given.join("\n"))![1]!
        .matchAll(/(\w[\w ]*?) (copies|hands on a reference)(?:, |$)/g),
    ].map(([, call, does]) => ({ call: call!, copies: does === "copies" }));
    // read puts its bytes into the buffer; every other call's came out of the file.
    const arrivals = kernel.map((_, at) => {
      const first = strategy === "read + write" && at === 1 ? 1 : 0;
      return kernel.slice(first, at + 1).some(({ copies }) => copies)
        ? "old"
        : "new";
    });
    const least = strategy === "splice" ? 65536 : Infinity;
    const pieces = Math.ceil(fileBytes! / Math.min(pieceBytes!, least));
    const systemCalls = {
      "read + write": 2 * pieces + 1,
      "mmap + write": pieces + 2,
      "splice": 1 + 2 * pieces,
    }[strategy]!;
    assertEquals(answersOf(problem), {
      firstArrival: arrivals[0]!,
      lastArrival: arrivals[1]!,
      cpuCopies: arrivals.filter((arrival) => arrival === "old").length,
      systemCalls,
      modeSwitches: 2 * systemCalls,
    }, says);
    seen.add(`${strategy} ${arrivals}`);
  });
  // Where the first call copies, what lies in a mapping or a pipe is a copy, too.
  assertEquals(seen.size, 4 + 3 + 3);
});

Deno.test("no problem is about the job that the pages begin with", () => {
  const usual = new Set([makeJob(), makeJob({ cache: "warm" })].map(
    (job) => listJob(job).join(),
  ));
  for (const lesson of [5, 6, 7, 8, 9, 10, 11]) {
    forEach(lesson, ({ given }, says) => {
      assert(!usual.has(given.slice(0, 3).join()), says);
    });
  }
});

Deno.test("rollProblem() refuses a seed that is none", () => {
  for (const seed of [-1, 0.5, NaN, largestSeed + 1]) {
    const { message } = assertThrows(() => rollProblem(5, seed), RangeError);
    assert(message.includes(`found ${seed}`), message);
  }
  assertEquals(rollProblem(5, largestSeed).seed, largestSeed);
});
