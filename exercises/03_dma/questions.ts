/**
 * What the exercises of lesson 3 ask: what is right, and which ideas are wrong. Why they are wrong
 * stands in README.md.
 *
 * @module
 */
import { equal } from "@std/assert";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, exercise } from "zero-copy/workbook/exercise.ts";
import { sayValue } from "zero-copy/workbook/say_value.ts";
import { sayMany } from "zero-copy/text/say.ts";
import { judgeValue } from "zero-copy/workbook/judge.ts";
import {
  breakEvenWords,
  dmaRegisters,
  type Timing,
  transfer,
  transferBothWays,
  usualTiming,
  type Way,
} from "../../lessons/03_dma/device_transfer.ts";
import {
  DiskController,
  wordBytes,
  wordsOf,
} from "../../lessons/03_dma/disk_controller.ts";
import { generateFile } from "zero-copy/machine/job.ts";
import { drawOpenings } from "../../lessons/03_dma/pictures.ts";

/** Which words are wanted, and where. */
interface Wish {
  readonly source: number;
  readonly target: number;
  readonly words: number;
}

/** How large the disk and the memory of a driver's test are. [words] */
const sizeWords = 64;

function rollWish(dice: Dice): Wish {
  return dice.until(
    () => ({
      source: dice.whole(1, 40),
      target: dice.whole(1, 40),
      words: dice.whole(5, 20),
    }),
    ({ source, target }) => source !== target,
  );
}

/** What the CPU does: "write …" writes a value to a register of the disk. */
interface Step {
  readonly op: string;
  readonly value?: number;
}

const run: Step = { op: "run another task" };
const handle: Step = { op: "handle the interrupt" };
const use: Step = { op: "use the bytes" };
const end = [run, handle, use];

/** The four registers in their order. */
function request(
  { source, target, words }: Wish,
  count = words * wordBytes,
): Step[] {
  return [
    { op: "write source", value: source },
    { op: "write target", value: target },
    { op: "write count", value: count },
    { op: "write go", value: 1 },
  ];
}

/** All that the CPU can do. */
const ops = [...request({ source: 0, target: 0, words: 0 }), ...end]
  .map(({ op }) => op);

/** A computer whose CPU does what a list says. It says why a step cannot be done. */
class DrivenDisk {
  readonly #wish: Wish;
  readonly #disk = wordsOf(generateFile(sizeWords * wordBytes));
  readonly #memory = new Uint32Array(sizeWords);
  readonly #controller = new DiskController(this.#disk, 2, () => {});
  readonly #registers = new Map<string, number>();
  #state: "idle" | "busy" | "interrupting" | "done" = "idle";
  #isUsed = false;

  constructor(wish: Wish) {
    this.#wish = wish;
  }

  /** Does one step. */
  do(op: unknown, value: unknown): string | undefined {
    if (typeof op === "string" && op.startsWith("write ")) {
      return this.#write(op.slice("write ".length), value);
    }
    switch (op) {
      case "run another task":
        return this.#run();
      case "handle the interrupt":
        return this.#handle();
      case "use the bytes":
        return this.#use();
    }
    return "The CPU knows no such step: the list has all that it knows.";
  }

  /** Says what is left to do at the end of the list. */
  end(): string | undefined {
    return this.#isUsed
      ? undefined
      : "The list ends, and nobody has used the bytes.";
  }

  #write(register: string, value: unknown): string | undefined {
    if (!Number.isInteger(value) || Number(value) < 0) {
      return "A register takes a whole number.";
    }
    if (this.#state === "busy") {
      return "The disk works on a request, and it uses its registers for that.";
    }
    this.#registers.set(register, Number(value));
    return register === "go" ? this.#start() : undefined;
  }

  #start(): string | undefined {
    const registers = this.#registers;
    const old = ["source", "target", "count"].filter((name) =>
      !registers.has(name)
    );
    if (old.length > 0) {
      return "This starts the disk at once, with what an earlier request has " +
        `left in ${old.join(", ")}.`;
    }
    const [source, target, count] = ["source", "target", "count"]
      .map((name) => registers.get(name)!) as [number, number, number];
    const words = Math.ceil(count / wordBytes);
    const isInside = Math.max(source, target) + words <= sizeWords;
    if (words < 1 || !isInside) {
      return `The disk is asked for ${count} bytes, from word ${source} of ` +
        `the disk to word ${target} of memory: both have ${sizeWords} words.`;
    }
    this.#controller.start({
      source,
      count,
      target: this.#memory.subarray(target),
    });
    registers.clear();
    this.#state = "busy";
    return undefined;
  }

  #run(): string | undefined {
    if (this.#state !== "busy") {
      return "The disk does not work on anything, so no interrupt will ever " +
        "come: the process that wants the bytes sleeps for good.";
    }
    while (!this.#controller.isInterrupting) this.#controller.tick();
    this.#state = "interrupting";
    return undefined;
  }

  #handle(): string | undefined {
    if (this.#state !== "interrupting") {
      return "The interrupt line is down: nobody has anything to tell the CPU.";
    }
    this.#controller.acknowledge();
    this.#state = "done";
    return undefined;
  }

  #use(): string | undefined {
    switch (this.#state) {
      case "idle":
        return "Nobody has asked the disk for them.";
      case "busy":
        return "The disk has only begun to bring them. It tells the CPU when " +
          "they are there.";
      case "interrupting":
        return "The process that wants them sleeps, until the kernel knows " +
          "that they are there. What tells the kernel?";
    }
    this.#isUsed = true;
    return this.#judgeMemory();
  }

  #judgeMemory(): string | undefined {
    const { source, target, words } = this.#wish;
    const wanted = this.#disk.subarray(source, source + words);
    const found = this.#memory.subarray(target, target + words);
    const right = found.filter((word, i) => word === wanted[i]).length;
    const written = this.#memory.filter((word) => word !== 0).length;
    if (right === words && written === words) return undefined;
    if (right === words) {
      return `The bytes are there, and the disk wrote over ${
        sayMany(written - words, "other word")
      } of memory. Whose were they?`;
    }
    return right > 0
      ? `Of ${words} words, ${right} are there. What does the count register count?`
      : "What is there is not what was wanted: which register says where on " +
        "the disk, and which where in memory?";
  }
}

function judgeDriver(gave: unknown, wish: Wish): string | undefined {
  if (!Array.isArray(gave)) {
    return `A list of steps was expected: it is ${sayValue(gave, 60)}.`;
  }
  const disk = new DrivenDisk(wish);
  for (const [i, step] of gave.entries()) {
    const why = disk.do(step?.op, step?.value);
    if (why !== undefined) {
      return `Step ${i + 1}, ${sayValue(step?.op ?? step, 60)}: ${why}`;
    }
  }
  return disk.end() ?? judgeRepeats(gave);
}

/** Says which step is done again, and changes nothing. */
function judgeRepeats(steps: readonly Step[]): string | undefined {
  const ops = steps.map(({ op }) => op);
  const again = ops.find((op, i) => ops.indexOf(op) < i);
  return again === undefined
    ? undefined
    : `It works, and "${again}" is there twice: once is enough.`;
}

/** A transfer that is short enough to be drawn as a whole. */
type TransferCase = [bytes: number, timing: Timing];

/** The two lanes of a transfer. */
interface Lanes {
  readonly cpu: string;
  readonly disk: string;
}

function rollTransfer(dice: Dice, bytes: number): TransferCase {
  return [bytes, {
    deviceCycles: dice.whole(2, 6),
    setupCycles: dice.whole(4, 9),
    interruptCycles: dice.whole(2, 9),
  }];
}

/** Whole words, a byte more and a byte less; the fewest bytes; the fastest disk. */
function rollTransfers(dice: Dice): TransferCase[] {
  const whole = wordBytes * dice.whole(2, 6);
  const sizes = [wordBytes, whole, whole + 1, whole - 1, 1];
  const fastest = { deviceCycles: 1, setupCycles: 4, interruptCycles: 1 };
  return [
    ...sizes.map((bytes) => rollTransfer(dice, bytes)),
    [wordBytes + 1, fastest],
  ];
}

/** Takes the lanes of a short transfer from the picture of the lesson. */
function lanesOf(way: Way, bytes: number, timing: Timing): Lanes {
  const lines = drawOpenings([transfer(way, generateFile(bytes), timing)], 300);
  const laneOf = (name: string): string =>
    lines.find((line) => line.startsWith(name))!.slice(name.length).trim();
  return { cpu: laneOf("CPU "), disk: laneOf("disk ") };
}

/** Draws an interrupt after each word. */
function lanesOfInterrupts(bytes: number, timing: Timing): Lanes {
  const { interruptCycles } = timing;
  const { cpu, disk } = lanesOf("DMA", bytes, {
    ...timing,
    interruptCycles: 0,
  });
  return {
    cpu: cpu.replaceAll("-", `-${"i".repeat(interruptCycles)}`),
    disk: disk.replaceAll("w", `w${".".repeat(interruptCycles)}`),
  };
}

/** What a sign of the lesson's picture stands for. */
const meanings: Readonly<Record<string, string>> = {
  "CPU s": "the CPU still prepares the request",
  "CPU .": "the disk fetches by itself, and leaves memory alone",
  "CPU -": "the disk has taken memory from the CPU",
  "CPU i": "the CPU does what the interrupt asks for",
  "CPU end": "the CPU is done with the transfer",
  "disk .": "the disk has no request, or none any more",
  "disk f": "the disk brings a word",
  "disk w": "the disk has a whole word, which must not stay where it is",
  "disk end": "the transfer is over",
};

function judgeLanes(
  gave: unknown,
  bytes: number,
  timing: Timing,
): string | undefined {
  const right = lanesOf("DMA", bytes, timing);
  const { cpu, disk } = (gave ?? {}) as Partial<Record<keyof Lanes, unknown>>;
  if (typeof cpu !== "string" || typeof disk !== "string") {
    return judgeValue(gave, right, "Both lanes are expected, as texts.");
  }
  const lanes = { cpu, disk };
  return equal(lanes, right) ? undefined : sayDifference(lanes, right);
}

/** Names the first cycle in which a lane is wrong, and what happens in it. */
function sayDifference(gave: Lanes, right: Lanes): string {
  const [lane, name] = gave.cpu === right.cpu
    ? ["disk", "disk"] as const
    : ["cpu", "CPU"] as const;
  const end = Math.max(gave[lane].length, right[lane].length);
  let at = 0;
  while (at < end && gave[lane][at] === right[lane][at]) at += 1;
  const found = gave[lane][at];
  return `The lane of the ${name} is wrong from cycle ${at + 1} on: there is ` +
    `${found === undefined ? "nothing" : sayValue(found)}, and then ` +
    `${meanings[`${name} ${right[lane][at] ?? "end"}`]}.`;
}

/** The most words for which an answer is tried. */
const mostWords = 2 ** 16;

/** Where the prices of both ways meet. [words, with a part] */
function crossing(
  { deviceCycles, setupCycles, interruptCycles }: Timing,
): number {
  return (setupCycles + interruptCycles - dmaRegisters) / deviceCycles;
}

/** Finds from where on DMA pays if what both ways take were so much once, and so much a word. */
function fewest(
  programmed: { once?: number; word: number },
  dma: { once: number; word?: number },
): number {
  const { once = dmaRegisters, word } = programmed;
  return 1 + Math.floor((dma.once - once) / (word - (dma.word ?? 1)));
}

function fewestByFreeWaits(timing: Timing): number {
  const { deviceCycles, setupCycles, interruptCycles } = timing;
  return fewest({ word: deviceCycles + 1 }, {
    once: setupCycles + interruptCycles,
    word: 0,
  });
}

function fewestByLateWrites(timing: Timing): number {
  const { deviceCycles, setupCycles, interruptCycles } = timing;
  return fewest({ once: dmaRegisters - 1, word: deviceCycles + 2 }, {
    once: setupCycles + interruptCycles,
  });
}

/** Rolls prices for which DMA does not pay for one word, nor for two. */
function rollTiming(dice: Dice, isGood: (timing: Timing) => boolean): Timing {
  return dice.until(
    () => ({
      deviceCycles: dice.whole(2, 12),
      setupCycles: dice.whole(4, 60),
      interruptCycles: dice.whole(10, 200),
    }),
    (timing) => crossing(timing) >= 2 && isGood(timing),
  );
}

/**
 * The lesson's; then one in which waits and writes tell, a tie, a near tie, an even number of words,
 * one word, and as many as there can be.
 */
function rollTimings(dice: Dice): Timing[] {
  return [
    usualTiming,
    rollTiming(dice, (timing) => {
      const free = fewestByFreeWaits(timing);
      const late = fewestByLateWrites(timing);
      return free !== late && Math.max(free, late) < crossing(timing) - 1;
    }),
    rollTiming(dice, (timing) => Number.isInteger(crossing(timing))),
    // One cycle more, and it would be a tie.
    rollTiming(dice, (timing) => {
      const dearer = { ...timing, setupCycles: timing.setupCycles + 1 };
      return Number.isInteger(crossing(dearer));
    }),
    rollTiming(dice, (timing) => Math.floor(crossing(timing)) % 2 === 1),
    {
      deviceCycles: dice.whole(8, 12),
      setupCycles: dmaRegisters,
      interruptCycles: dice.whole(1, 7),
    },
    mostCostly,
  ];
}

/** With this, DMA pays for more words than with any that is rolled. */
const mostCostly: Timing = {
  deviceCycles: 2,
  setupCycles: 60,
  interruptCycles: 200,
};

/** What each way takes of the CPU. [cycles] */
function cyclesFor(words: number, timing: Timing): [number, number] {
  const file = generateFile(words * wordBytes);
  const [programmed, dma] = transferBothWays(file, timing);
  return [programmed.cpuCycles, dma.cpuCycles];
}

const known = new WeakMap<Timing, number>();

/** Finds the fewest words, the first time that somebody asks. */
function fewestWords(timing: Timing): number {
  const words = known.get(timing) ?? breakEvenWords(timing);
  known.set(timing, words);
  return words;
}

function judgeWords(gave: unknown, timing: Timing): string | undefined {
  const isTried = Number.isInteger(gave) && Number(gave) >= 1 &&
    Number(gave) <= mostWords;
  const why = isTried
    ? sayTried(Number(gave), timing)
    : `A whole number of words was expected, from 1 to ${mostWords}.`;
  return judgeValue(gave, fewestWords(timing), why);
}

/** Tries a size, and says what it shows. */
function sayTried(words: number, timing: Timing): string {
  const [byCpu, byDma] = cyclesFor(words, timing);
  const tried = `For ${words} words, programmed I/O takes ${byCpu} cycles of ` +
    `the CPU, and DMA ${byDma}`;
  if (byDma === byCpu) return `${tried}: that is as many, and not fewer.`;
  return byDma < byCpu
    ? `${tried}: fewer, but a smaller transfer has fewer, too.`
    : `${tried}: set-up, interrupt and waits are not paid back yet.`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  exercise<[wish: Wish]>("mendedDriver", {
    cases: (dice) => [
      [rollWish(dice)],
      [rollWish(dice)],
      [{ source: 0, target: sizeWords - 1, words: 1 }],
      [{ source: 0, target: 0, words: sizeWords }],
    ],
    right: (wish) => [...request(wish), ...end],
    wrong: {
      "the disk is started first": (wish) => {
        const [source, target, count, go] = request(wish);
        return [go, source, target, count, ...end];
      },
      "a register can be written later": (wish) => {
        const [source, target, count, go] = request(wish);
        return [source, count, go, target, ...end];
      },
      "the bytes are there at once": (wish) => [
        ...request(wish),
        use,
        run,
        handle,
      ],
      "the bytes can be used as soon as they are there": (wish) => [
        ...request(wish),
        run,
        use,
        handle,
      ],
      "the interrupt comes at once": (wish) => [...request(wish), handle, use],
      "the process sleeps, then it asks": (wish) => [
        run,
        ...request(wish),
        handle,
        use,
      ],
      "count takes words, as the others do": (wish) => [
        ...request(wish, wish.words),
        ...end,
      ],
      "a word more does no harm": (wish) => [
        ...request(wish, (wish.words + 1) * wordBytes),
        ...end,
      ],
      "source is the place that wants the bytes": (wish) => [
        ...request({ ...wish, source: wish.target, target: wish.source }),
        ...end,
      ],
      "all registers take bytes": ({ source, target, words }) => [
        ...request({
          source: source * wordBytes,
          target: target * wordBytes,
          words,
        }),
        ...end,
      ],
      "the interrupt is the end": (wish) => [...request(wish), run, handle],
    },
    words: { op: ops },
    judge: judgeDriver,
  }),
  exercise<TransferCase>("drawLanes", {
    cases: rollTransfers,
    right: (bytes, timing) => lanesOf("DMA", bytes, timing),
    wrong: {
      "the CPU carries each word": (bytes, timing) =>
        lanesOf("programmed I/O", bytes, timing),
      "the CPU never waits": (bytes, timing) => ({
        cpu: lanesOf("DMA", bytes, timing).cpu.replaceAll("-", "."),
      }),
      "the CPU looks on": (bytes, timing) => ({
        cpu: lanesOf("DMA", bytes, timing).cpu.replaceAll(".", "p"),
      }),
      "whole words only": (bytes, timing) =>
        bytes < wordBytes
          ? { cpu: "", disk: "" }
          : lanesOf("DMA", bytes - bytes % wordBytes, timing),
      "a fetch for each byte": (bytes, timing) =>
        lanesOf("DMA", bytes * wordBytes, timing),
      "an interrupt for each word": lanesOfInterrupts,
      "the end needs nobody": (bytes, timing) =>
        lanesOf("DMA", bytes, { ...timing, interruptCycles: 0 }),
      "the disk begins at once": (bytes, timing) => ({
        disk: lanesOf("DMA", bytes, timing).disk.replace(/^\.+/, ""),
      }),
      "a lane ends with its last work": (bytes, timing) => ({
        disk: lanesOf("DMA", bytes, timing).disk.replace(/\.+$/, ""),
      }),
    },
    judge: judgeLanes,
  }),
  exercise<[timing: Timing]>("fewestWords", {
    cases: (dice) => rollTimings(dice).map((timing) => [timing]),
    right: fewestWords,
    wrong: {
      "in bytes": (timing) => wordBytes * (Math.floor(crossing(timing)) + 1),
      "the most words for which it does not pay": (timing) =>
        Math.floor(crossing(timing)),
      "a part of a word": crossing,
      "the number of the lesson": () => fewestWords(usualTiming),
      "the interrupt is free": ({ deviceCycles, setupCycles }) =>
        fewest({ word: deviceCycles + 1 }, { once: setupCycles }),
      "the waits are free": fewestByFreeWaits,
      "polling is free": ({ setupCycles, interruptCycles }) =>
        fewest({ once: dmaRegisters - 1, word: 2 }, {
          once: setupCycles + interruptCycles,
        }),
      "no fetch goes on while the CPU writes": fewestByLateWrites,
      "the last write is during a fetch, too": (timing) => {
        const { deviceCycles, setupCycles, interruptCycles } = timing;
        return fewest({ once: dmaRegisters - 1, word: deviceCycles + 1 }, {
          once: setupCycles + interruptCycles,
        });
      },
      "as many cycles are enough": (timing) => Math.ceil(crossing(timing)),
    },
    judge: judgeWords,
  }),
];
