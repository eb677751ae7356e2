import { assertEquals } from "@std/assert";
import type { Job } from "../../lib/machine/job.ts";
import { count, type Counts } from "../../lib/trace/count.ts";
import type { Event } from "../../lib/trace/event.ts";
import { closedForm } from "../../lib/cost/closed_form.ts";
import { fallBack } from "../../lib/strategy/fallback.ts";
import * as linux from "../../lib/strategy/linux.ts";
import type * as stub from "../../exercises/10_choosing/answer.ts";
import { exercises } from "../../exercises/10_choosing/questions.ts";
import { Dice } from "../../lib/workbook/dice.ts";
import * as solution from "../../solutions/10_choosing/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

type Prices = Parameters<typeof solution.cpuTime>[1];
type Trace = readonly Event[];

const ways = [linux.readWrite, linux.mmapWrite, linux.gather, linux.splice];

/** Chooses for each job the way of which something is least. */
function planBy(
  least: (counts: Counts, prices: Prices) => number,
  carriedOut: typeof fallBack = fallBack,
): typeof solution.plan {
  return (jobs, prices) =>
    jobs.map((job) => {
      const sums = ways.map((way) =>
        least(closedForm(carriedOut(way, job), job), prices)
      );
      return ways[sums.indexOf(Math.min(...sums))]!.name;
    });
}

testExercises(exercises, {
  solution: answers,
  wrong: {
    memoryTraffic: [
      {
        idea: "a copy by the CPU crosses once",
        answer: (trace: Trace) => count(trace).cpuBytes + count(trace).dmaBytes,
        says: "loads each byte and stores it",
      },
      {
        idea: "DMA crosses twice as well",
        answer: (trace: Trace) =>
          2 * (count(trace).cpuBytes + count(trace).dmaBytes),
        says: "memory on one side only",
      },
      {
        idea: "DMA does not use memory",
        answer: (trace: Trace) => 2 * count(trace).cpuBytes,
        says: "but not the memory",
      },
      {
        idea: "every event that names bytes",
        answer: (trace: Trace) =>
          trace.reduce((sum, one) => sum + ("bytes" in one ? one.bytes : 0), 0),
        says: "A request is only a request",
      },
      {
        idea: "passed pages move",
        answer: (trace: Trace) =>
          solution.memoryTraffic(trace) +
          trace.reduce(
            (sum, one) => sum + (one.kind === "pass" ? one.bytes : 0),
            0,
          ),
        says: "moves descriptors",
      },
      {
        idea: "the number of copies",
        answer: (trace: Trace) => count(trace).cpuCopies,
        says: "events that move bytes",
      },
      { idea: "a text", answer: () => "384 KiB", says: "a number" },
    ],
    cpuTime: [
      {
        idea: "the price of a call for each mode switch",
        answer: (counts: Counts, prices: Prices) =>
          solution.cpuTime(counts, prices) +
          counts.systemCalls * prices.callNs,
        says: "two mode switches in it",
      },
      {
        idea: "bytes times copies",
        answer: (counts: Counts, prices: Prices) => {
          const cpuBytes = counts.cpuBytes * counts.cpuCopies;
          return solution.cpuTime({ ...counts, cpuBytes }, prices);
        },
        says: "in cpuBytes already",
      },
      {
        idea: "bytes times speed",
        answer: (counts: Counts, prices: Prices) => {
          const bytesPerNs = 1 / prices.bytesPerNs;
          return solution.cpuTime(counts, { ...prices, bytesPerNs });
        },
        says: "grows with bytesPerNs",
      },
      {
        idea: "DMA copies take CPU time",
        answer: (counts: Counts, prices: Prices) => {
          const cpuBytes = counts.cpuBytes + counts.dmaBytes;
          return solution.cpuTime({ ...counts, cpuBytes }, prices);
        },
        says: "the engine does it",
      },
      {
        idea: "a price for each copy",
        answer: (counts: Counts, prices: Prices) =>
          solution.cpuTime({ ...counts, cpuBytes: counts.cpuCopies }, prices),
        says: "for bytes, not for copies",
      },
      {
        idea: "no price on references",
        answer: (counts: Counts, prices: Prices) =>
          solution.cpuTime({ ...counts, passes: 0 }, prices),
        says: "more passes",
      },
      {
        idea: "interrupts cost as faults do",
        answer: (counts: Counts, prices: Prices) =>
          solution.cpuTime(counts, prices) +
          counts.interrupts * prices.faultNs,
        says: "Five prices",
      },
    ],
    plan: [
      {
        idea: "always the newest",
        answer: (jobs: Job[]) => jobs.map(() => linux.gather.name),
        says: "nor does the age of a way",
      },
      {
        idea: "the fewest copied bytes",
        answer: planBy(({ cpuBytes }) => cpuBytes),
        says: "fewer copies alone do not decide",
      },
      {
        idea: "the fewest calls",
        answer: planBy(({ systemCalls }) => systemCalls),
        says: "Fewer calls",
      },
      {
        idea: "every NIC gathers",
        answer: planBy(solution.cpuTime, (way) => way),
        says: "what does the kernel do then",
      },
      {
        idea: "a limit of 4 KiB, typed in",
        answer: (jobs: Job[]) =>
          jobs.map(({ fileBytes }) =>
            fileBytes < 4096 ? linux.readWrite.name : linux.gather.name
          ),
        says: "another way takes less",
      },
      {
        idea: "other names",
        answer: (jobs: Job[]) => jobs.map(() => "zero-copy"),
        says: "no way of that name",
      },
      {
        idea: "one name for all",
        answer: () => linux.gather.name,
        says: "one name for each",
      },
    ],
  },
});

Deno.test("every judge takes whatever an answer gives", () => {
  const odd = [undefined, null, NaN, "", [], {}, [[null]], Array(5).fill({})];
  for (const { name, cases, judge } of exercises) {
    for (const question of cases(new Dice(1))) {
      for (const gave of odd) {
        assertEquals(typeof judge(gave, question), "string", name);
      }
    }
  }
});
