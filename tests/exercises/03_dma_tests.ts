import type { Timing } from "../../lessons/03_dma/device_transfer.ts";
import type * as stub from "../../exercises/03_dma/answer.ts";
import { exercises } from "../../exercises/03_dma/questions.ts";
import * as solution from "../../solutions/03_dma/answer.ts";
import { testExercises } from "./wrong_answers.ts";

/** A solution whose signatures drift from the stub's is a type error here. */
const answers: typeof stub = solution;

type Steps = solution.Step[];
type Wish = solution.Wish;

/** The four registers in their order, with a count in bytes. */
function request({ source, target, words }: Wish): Steps {
  return [
    { op: "write source", value: source },
    { op: "write target", value: target },
    { op: "write count", value: 4 * words },
    { op: "write go", value: 1 },
  ];
}

const run = { op: "run another task" };
const handle = { op: "handle the interrupt" };
const use = { op: "use the bytes" };

/** The solution with one value changed. */
function withValue(wish: Wish, op: string, value: number): Steps {
  return solution.mendedDriver(wish).map((step) =>
    step.op === op ? { op, value } : step
  );
}

/** Finds where a cheaper DMA, or a dearer one, would pay. */
function fewest(
  byCpu: (words: number) => number,
  byDma: (words: number) => number,
): number {
  let words = 1;
  while (byDma(words) >= byCpu(words) && words < 1000) words += 1;
  return words;
}

testExercises(exercises, {
  solution: answers,
  wrong: {
    mendedDriver: [
      {
        idea: "go first",
        answer: (wish: Wish) => [request(wish)[3], ...request(wish)],
        says: "left in source, target, count",
      },
      {
        idea: "a register written too late",
        answer: (wish: Wish) => {
          const [source, target, count, go] = request(wish);
          return [source, count, go, target];
        },
        says: "left in target",
      },
      {
        idea: "using the bytes at once",
        answer: (wish: Wish) => [...request(wish), use, run, handle],
        says: "only begun to bring them",
      },
      {
        idea: "using the bytes before the kernel knows",
        answer: (wish: Wish) => [...request(wish), run, use, handle],
        says: "What tells the kernel?",
      },
      {
        idea: "handling an interrupt that has not come",
        answer: (wish: Wish) => [...request(wish), handle, use],
        says: "The interrupt line is down",
      },
      {
        idea: "sleeping before asking",
        answer: (wish: Wish) => [run, ...request(wish)],
        says: "sleeps for good",
      },
      {
        idea: "a count of words",
        answer: (wish: Wish) => withValue(wish, "write count", wish.words),
        says: "What does the count register count?",
      },
      {
        idea: "a count that is too large",
        answer: (wish: Wish) =>
          withValue(wish, "write count", 4 * wish.words + 4),
        says: "Whose were they?",
      },
      {
        idea: "source and target swapped",
        answer: (wish: Wish) =>
          request({ ...wish, source: wish.target, target: wish.source })
            .concat(run, handle, use),
        says: "which where in memory?",
      },
      {
        idea: "a source in bytes",
        answer: (wish: Wish) => withValue(wish, "write source", 4 * 40),
        says: "both have 64 words",
      },
      {
        idea: "writing a register while the disk works",
        answer: (wish: Wish) => [...request(wish), request(wish)[0]],
        says: "uses its registers for that",
      },
      {
        idea: "leaving the use out",
        answer: (wish: Wish) => [...request(wish), run, handle],
        says: "nobody has used the bytes",
      },
      {
        idea: "a step of its own",
        answer: () => [{ op: "copy the bytes" }],
        says: "knows no such step",
      },
      { idea: "garbage", answer: () => [null, 3], says: "knows no such step" },
      { idea: "a text", answer: () => "go", says: "A list of steps" },
    ],
    drawLanes: [
      {
        idea: "a CPU that never waits",
        answer: (bytes: number, timing: Timing) => {
          const { cpu, disk } = solution.drawLanes(bytes, timing);
          return { cpu: cpu.replaceAll("-", "."), disk };
        },
        says: "That is the price in the lesson's picture",
      },
      {
        idea: "programmed I/O",
        answer: (bytes: number, { deviceCycles }: Timing) => {
          const more = Math.ceil(bytes / 4) - 1;
          const poll = "p".repeat(deviceCycles);
          const fetch = "f".repeat(deviceCycles) + "h";
          return {
            cpu: `sss${poll}rw` + `${poll.slice(1)}rw`.repeat(more),
            disk: `...${fetch}` + fetch.repeat(more) + ".",
          };
        },
        says: "That is programmed I/O",
      },
      {
        idea: "a CPU that looks on",
        answer: (bytes: number, timing: Timing) => {
          const { cpu, disk } = solution.drawLanes(bytes, timing);
          return { cpu: cpu.replaceAll(".", "p"), disk };
        },
        says: "the disk fetches by itself",
      },
      {
        idea: "whole words only",
        answer: (bytes: number, timing: Timing) =>
          solution.drawLanes(bytes - bytes % 4, timing),
        says: "not a whole word",
      },
      {
        idea: "a fetch for each byte",
        answer: (bytes: number, timing: Timing) =>
          solution.drawLanes(4 * bytes, timing),
        says: "a fetch for each byte",
      },
      {
        idea: "an interrupt for each word",
        answer: (bytes: number, timing: Timing) => {
          const { deviceCycles, setupCycles, interruptCycles } = timing;
          const words = Math.ceil(bytes / 4);
          const busy = ".".repeat(deviceCycles) + "-";
          const fetch = "f".repeat(deviceCycles) + "w";
          return {
            cpu: "s".repeat(setupCycles) +
              (busy + "i".repeat(interruptCycles)).repeat(words),
            disk: ".".repeat(setupCycles) +
              (fetch + ".".repeat(interruptCycles)).repeat(words),
          };
        },
        says: "an interrupt for each word",
      },
      {
        idea: "no interrupt",
        answer: (bytes: number, timing: Timing) =>
          solution.drawLanes(bytes, { ...timing, interruptCycles: 0 }),
        says: "the CPU does not know it yet",
      },
      {
        idea: "a disk that begins at once",
        answer: (bytes: number, timing: Timing) => {
          const { cpu, disk } = solution.drawLanes(bytes, timing);
          return { cpu, disk: disk.replace(/^\.+/, "") };
        },
        says: "The lane of the disk is wrong from cycle 1 on",
      },
      {
        idea: "a lane that is too short",
        answer: (bytes: number, timing: Timing) => {
          const { cpu, disk } = solution.drawLanes(bytes, timing);
          return { cpu, disk: disk.replace(/\.+$/, "") };
        },
        says: "there is nothing, and then the disk has no request",
      },
      {
        idea: "one lane",
        answer: () => ({ cpu: "ss" }),
        says: "Both lanes are expected",
      },
      { idea: "a text", answer: () => "ss", says: "must return an object" },
      { idea: "null", answer: () => null, says: "must return an object" },
    ],
    fewestWords: [
      {
        idea: "the answer in bytes",
        answer: (timing: Timing) => 4 * solution.fewestWords(timing),
        says: "a number of bytes",
      },
      {
        idea: "what the page says",
        answer: () => 5,
        says: "not paid back yet",
      },
      {
        idea: "as many cycles are fewer",
        answer: ({ deviceCycles, setupCycles, interruptCycles }: Timing) =>
          Math.ceil((setupCycles + interruptCycles - 4) / deviceCycles),
        says: "that is as many",
      },
      {
        idea: "no interrupt",
        answer: ({ deviceCycles, setupCycles }: Timing) =>
          fewest(
            (words) => 4 + words * (deviceCycles + 1),
            (words) => setupCycles + words,
          ),
        says: "not paid back yet",
      },
      {
        idea: "no polling",
        answer: ({ setupCycles, interruptCycles }: Timing) =>
          fewest(
            (words) => 3 + 2 * words,
            (words) => setupCycles + interruptCycles + words,
          ),
        says: "so it is for a smaller transfer",
      },
      {
        idea: "the write after each fetch",
        answer: ({ deviceCycles, setupCycles, interruptCycles }: Timing) =>
          fewest(
            (words) => 3 + words * (deviceCycles + 2),
            (words) => setupCycles + interruptCycles + words,
          ),
        says: "not paid back yet",
      },
      {
        idea: "a last write inside a fetch that does not come",
        answer: ({ deviceCycles, setupCycles, interruptCycles }: Timing) =>
          fewest(
            (words) => 3 + words * (deviceCycles + 1),
            (words) => setupCycles + interruptCycles + words,
          ),
        says: "so it is for a smaller transfer",
      },
      {
        idea: "a part of a word",
        answer: () => 2.5,
        says: "A whole number of words",
      },
      {
        idea: "too many words to try",
        answer: () => 2 ** 40,
        says: "A whole number of words",
      },
      { idea: "no end", answer: () => Infinity, says: "must return a number" },
    ],
  },
});
