import { assert, assertEquals } from "@std/assert";
import type { Job, Range } from "../../lib/machine/job.ts";
import type { Counts } from "../../lib/trace/count.ts";
import type * as stub from "../../exercises/11_in_the_wild/answer.ts";
import { exercises } from "../../exercises/11_in_the_wild/questions.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import * as solution from "../../solutions/11_in_the_wild/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

type Seen = Parameters<typeof solution.diagnose>[0];

const { diagnose, pageFaults, switchesOnLinux, touchedBytes } = solution;

/** The switches that the textbook's programs take for a number of pieces. */
function toldSwitches(strategy: string, job: Job): number {
  const pieces = Math.ceil(job.fileBytes / job.bufferBytes);
  if (strategy === "read + write") return 4 * pieces;
  if (strategy === "mmap + write") return 2 + 2 * pieces;
  return 2 * pieces;
}

/** A wrong answer that differs from the right one for some of the ways only. */
function switchesBut(
  strategies: readonly string[],
  change: (right: number, strategy: string, job: Job) => number,
): typeof solution.switchesOnLinux {
  return (strategy, job) => {
    const right = switchesOnLinux(strategy, job);
    return strategies.includes(strategy) ? change(right, strategy, job) : right;
  };
}

/** The groups of pages that a range lies in, counted without those before. */
function groupsOf({ position, bytes }: Range, pageBytes: number): number {
  return pageFaults([{ position, bytes }], pageBytes);
}

testExercises(exercises, {
  solution: answers,
  wrong: {
    switchesOnLinux: [
      {
        idea: "one switch for each call",
        answer: (strategy: string, job: Job) =>
          switchesOnLinux(strategy, job) / 2,
        says: "into the kernel and back",
      },
      {
        idea: "splice with one call",
        answer: switchesBut(["splice"], (_, ...args) => toldSwitches(...args)),
        says: "one must be a pipe",
      },
      {
        idea: "no read that finds the end",
        answer: switchesBut(["read + write"], (right) => right - 2),
        says: "does not know where the file ends",
      },
      {
        idea: "no munmap",
        answer: switchesBut(["mmap + write"], (right) => right - 2),
        says: "taken down again",
      },
      {
        idea: "a pipe without a limit",
        answer: switchesBut(["splice"], (_, __, job) => {
          const pieces = Math.ceil(job.fileBytes / job.bufferBytes);
          return 2 * (1 + 2 * pieces);
        }),
        says: "A pipe holds 16 pages",
      },
      {
        idea: "calls without a limit",
        answer: (strategy: string, job: Job) => {
          const isHuge = strategy !== "splice" && job.fileBytes > 2 ** 31;
          return isHuge
            ? switchesOnLinux(strategy, { ...job, fileBytes: 1 })
            : switchesOnLinux(strategy, job);
        },
        says: "No call moves more than 2147479552 bytes",
      },
      {
        idea: "only whole pieces",
        answer: (strategy: string, job: Job) => {
          const { bufferBytes } = job;
          const fileBytes = Math.floor(job.fileBytes / bufferBytes) *
            bufferBytes;
          return switchesOnLinux(strategy, { ...job, fileBytes });
        },
        says: "In how many pieces",
      },
    ],
    pageFaults: [
      {
        idea: "a fault for each page",
        answer: (ranges: Range[], pageBytes: number) =>
          pageFaults(ranges, pageBytes / 16),
        says: "A fault looks around",
      },
      {
        idea: "a group faults each time",
        answer: (ranges: Range[], pageBytes: number) =>
          ranges.reduce((sum, range) => sum + groupsOf(range, pageBytes), 0),
        says: "no fault",
      },
      {
        idea: "groups begin where the range begins",
        answer: (ranges: Range[], pageBytes: number) =>
          ranges.reduce(
            (sum, { bytes }) => sum + Math.ceil(bytes / (16 * pageBytes)),
            0,
          ),
        says: "The borders between groups",
      },
      {
        idea: "the whole file",
        answer: (ranges: Range[], pageBytes: number) => {
          const ends = ranges.map(({ position, bytes }) => position + bytes);
          return Math.ceil(Math.max(...ends) / (16 * pageBytes));
        },
        says: "leave parts of the file alone",
      },
      {
        idea: "a page is always 4096 bytes",
        answer: (ranges: Range[]) => pageFaults(ranges, 4096),
        says: "not 4096 bytes here",
      },
      {
        idea: "a fault for each range",
        answer: (ranges: Range[]) => ranges.length,
        says: "through many groups",
      },
    ],
    touchedBytes: [
      {
        idea: "TLS in the program leaves sendfile as it is",
        answer: (call: string, tls: string, job: Job) =>
          touchedBytes(call, tls === "program" ? "nobody" : tls, job),
        says: "sendfile never brings them there",
      },
      {
        idea: "TLS in the program only encrypts",
        answer: (call: string, tls: string, job: Job) =>
          tls === "program" ? job.fileBytes : touchedBytes(call, tls, job),
        says: "does not only encrypt",
      },
      {
        idea: "TLS in the program only copies",
        answer: (call: string, tls: string, job: Job) =>
          tls === "program" ? 2 * job.fileBytes : touchedBytes(call, tls, job),
        says: "To encrypt is to read",
      },
      {
        idea: "kTLS is zero-copy",
        answer: (call: string, tls: string, job: Job) =>
          tls === "kernel" ? 0 : touchedBytes(call, tls, job),
        says: "somebody has to encrypt",
      },
      {
        idea: "a NIC that encrypts is enough",
        answer: (call: string, tls: string, job: Job) =>
          tls === "nic" ? 0 : touchedBytes(call, tls, job),
        says: "nobody has said that the file will not change",
      },
      {
        idea: "the NIC does not matter",
        answer: (call: string, tls: string, job: Job) =>
          touchedBytes(call, tls, { ...job, nic: "gather" }),
        says: "what does Linux do for it",
      },
      {
        idea: "mmap copies nothing",
        answer: (call: string, tls: string, job: Job) =>
          call === "read + write" || call === "mmap + write"
            ? 0
            : touchedBytes(call, tls, job),
        says: "Follow one byte",
      },
    ],
    diagnose: [
      {
        idea: "always sendfile",
        answer: (seen: Seen) => ({
          strategy: "sendfile + gather",
          bufferBytes: Math.ceil(seen.dmaBytes / seen.systemCalls),
        }),
        says: "How often was each byte copied?",
      },
      {
        idea: "a copy means the sendfile that copies",
        answer: (seen: Seen) =>
          seen.cpuBytes === seen.dmaBytes
            ? {
              strategy: "sendfile",
              bufferBytes: Math.ceil(seen.dmaBytes / seen.systemCalls),
            }
            : diagnose(seen),
        says: "Only one way uses a mapping",
      },
      {
        idea: "a call for each piece, whatever the way",
        answer: (seen: Seen) => ({
          ...diagnose(seen),
          bufferBytes: Math.ceil(seen.dmaBytes / seen.systemCalls),
        }),
        says: "made once, which for each piece",
      },
      {
        idea: "the size rounded down",
        answer: (seen: Seen) => {
          const { strategy, bufferBytes } = diagnose(seen);
          return { strategy, bufferBytes: bufferBytes - 1 };
        },
        says: "how large is a piece",
      },
      {
        idea: "pieces of one byte",
        answer: (seen: Seen) => ({ ...diagnose(seen), bufferBytes: 1 }),
        says: "calls",
      },
      {
        idea: "a size that is none",
        answer: (seen: Seen) => ({ ...diagnose(seen), bufferBytes: 0.5 }),
        says: "a whole number of bytes",
      },
      {
        idea: "another name",
        answer: (seen: Seen) => ({ ...diagnose(seen), strategy: "zero-copy" }),
        says: "must be one of",
      },
      { idea: "only a name", answer: () => "splice", says: "an object" },
    ],
  },
});

/** Judges one explanation of what was seen. */
function judge(gave: unknown, seen: Seen): string | undefined {
  const exercise = exercises.find(({ name }) => name === "diagnose")!;
  return exercise.judge(gave, { args: [seen] });
}

Deno.test("diagnose: several explanations of the same numbers are right", () => {
  let others = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const exercise = exercises.find(({ name }) => name === "diagnose")!;
    for (const { args } of exercise.cases(new Dice(seed))) {
      const seen = args[0] as unknown as Counts;
      const told = diagnose(seen);
      const wider = { ...told, bufferBytes: told.bufferBytes + 1 };
      assertEquals(judge(told, seen), undefined, `seed ${seed}`);
      if (judge(wider, seen) === undefined) others += 1;
      if (seen.cpuBytes > 0 || seen.systemCalls % 2 === 0) continue;
      const pieces = (seen.systemCalls - 1) / 2;
      const bufferBytes = Math.ceil(seen.dmaBytes / pieces);
      if (bufferBytes > 15 * 4096) continue;
      assertEquals(
        judge({ strategy: "splice", bufferBytes }, seen),
        undefined,
        `seed ${seed}`,
      );
      others += 1;
    }
  }
  assert(others > 20, `only ${others} other explanations`);
});

Deno.test("every judge takes whatever an answer gives", () => {
  const odd = [undefined, null, NaN, "", [], {}, { strategy: [] }, [[null]]];
  for (const { name, cases, judge } of exercises) {
    for (const question of cases(new Dice(1))) {
      for (const gave of odd) {
        assertEquals(typeof judge(gave, question), "string", name);
      }
    }
  }
});
