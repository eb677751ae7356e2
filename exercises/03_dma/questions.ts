/**
 * What the exercises of lesson 3 ask, and how answers are judged.
 *
 * @module
 */
import { equal } from "@std/assert";
import type { Dice } from "zero-copy/workbook/dice.ts";
import { type Exercise, oldExercise } from "zero-copy/workbook/exercise.ts";
import { sayValue } from "zero-copy/workbook/say_value.ts";
import { judgeValue, type Misconception } from "zero-copy/workbook/judge.ts";
import {
  breakEvenWords,
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
import { drawOpenings } from "../../lessons/03_dma/transfer_timeline.ts";

/** Which words are wanted, and where. */
interface Wish {
  readonly source: number;
  readonly target: number;
  readonly words: number;
}

/** How large the disk and the memory of a driver's test are. [words] */
const sizeWords = 64;

function drawWish(dice: Dice): Wish {
  return dice.until(
    () => ({
      source: dice.whole(1, 40),
      target: dice.whole(1, 40),
      words: dice.whole(5, 20),
    }),
    ({ source, target }) => source !== target,
  );
}

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
    if (!["source", "target", "count", "go"].includes(register)) {
      return "The disk has four registers: source, target, count and go.";
    }
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
        written - words
      } other words of memory. Whose were they?`;
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
  return disk.end();
}

/** The two lanes of a transfer. */
interface Lanes {
  readonly cpu: string;
  readonly disk: string;
}

/** Draws a transfer that ends with a part of a word, short enough to be drawn as a whole. */
function drawTransfer(dice: Dice): [bytes: number, timing: Timing] {
  return [wordBytes * dice.whole(1, 5) + dice.whole(1, wordBytes - 1), {
    deviceCycles: dice.whole(2, 6),
    setupCycles: dice.whole(4, 9),
    interruptCycles: dice.whole(2, 9),
  }];
}

/** Takes the lanes of a short transfer from the picture of the lesson. */
function lanesOf(way: Way, bytes: number, timing: Timing): Lanes {
  const lines = drawOpenings([transfer(way, generateFile(bytes), timing)], 300);
  const laneOf = (name: string): string =>
    lines.find((line) => line.startsWith(name))!.slice(name.length).trim();
  return { cpu: laneOf("CPU "), disk: laneOf("disk ") };
}

function wrongLanes(bytes: number, timing: Timing): Misconception[] {
  const right = lanesOf("DMA", bytes, timing);
  const { interruptCycles } = timing;
  const interrupt = "i".repeat(interruptCycles);
  const wholeBytes = bytes - bytes % wordBytes;
  const end = right.cpu.length - interruptCycles;
  return [
    {
      value: lanesOf("programmed I/O", bytes, timing),
      why: "That is programmed I/O, in which the CPU carries each word.",
    },
    {
      value: { ...right, cpu: right.cpu.replaceAll("-", ".") },
      why: "While the disk writes to memory, a CPU that wants memory as well " +
        "cannot go on. That is the price in the lesson's picture.",
    },
    {
      value: lanesOf("DMA", wholeBytes, timing),
      why: "The last bytes are not a whole word. Who brings them?",
    },
    {
      value: lanesOf("DMA", bytes * wordBytes, timing),
      why: "That is a fetch for each byte. How much is fetched at once?",
    },
    {
      value: {
        cpu: right.cpu.slice(0, end).replaceAll("-", `-${interrupt}`),
        disk: right.disk.slice(0, end)
          .replaceAll("w", `w${".".repeat(interruptCycles)}`),
      },
      why: "That is an interrupt for each word. When does the disk interrupt?",
    },
    {
      value: { cpu: right.cpu.slice(0, end), disk: right.disk.slice(0, end) },
      why: "All bytes are in memory, and the CPU does not know it yet.",
    },
  ];
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
    return judgeValue(gave, right, {
      why: "Both lanes are expected, as texts.",
    });
  }
  const lanes = { cpu, disk };
  return judgeValue(lanes, right, {
    known: wrongLanes(bytes, timing),
    why: equal(lanes, right) ? "" : sayDifference(lanes, right),
  });
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

function drawTiming(dice: Dice): Timing {
  return dice.until(
    () => ({
      deviceCycles: dice.whole(2, 12),
      setupCycles: dice.whole(4, 60),
      interruptCycles: dice.whole(10, 200),
    }),
    (timing) => breakEvenWords(timing) > 2,
  );
}

/** Draws prices for which both ways take as much of the CPU at some size. */
function drawTie(dice: Dice): Timing {
  return dice.until(() => drawTiming(dice), (timing) => {
    const [byCpu, byDma] = cyclesFor(breakEvenWords(timing) - 1, timing);
    return byCpu === byDma;
  });
}

/** Draws prices for which DMA wins by one cycle, at first. */
function drawNarrow(dice: Dice): Timing {
  return dice.until(() => drawTiming(dice), (timing) => {
    const [byCpu, byDma] = cyclesFor(breakEvenWords(timing), timing);
    return byCpu === byDma + 1;
  });
}

/** What each way takes of the CPU. [cycles] */
function cyclesFor(words: number, timing: Timing): [number, number] {
  const file = generateFile(words * wordBytes);
  const [programmed, dma] = transferBothWays(file, timing);
  return [programmed.cpuCycles, dma.cpuCycles];
}

function judgeWords(gave: unknown, timing: Timing): string | undefined {
  const right = breakEvenWords(timing);
  const isTried = Number.isInteger(gave) && Number(gave) >= 1 &&
    Number(gave) <= mostWords;
  return judgeValue(gave, right, {
    known: [{
      value: right * wordBytes,
      why: "That is a number of bytes. How many words are they?",
    }],
    why: isTried
      ? sayTried(Number(gave), timing)
      : `A whole number of words was expected, from 1 to ${mostWords}.`,
  });
}

/** Tries a size, and says what it shows. */
function sayTried(words: number, timing: Timing): string {
  const [byCpu, byDma] = cyclesFor(words, timing);
  const tried = `For ${words} words, programmed I/O takes ${byCpu} cycles of ` +
    `the CPU, and DMA ${byDma}`;
  if (byDma === byCpu) return `${tried}: that is as many, and not fewer.`;
  return byDma < byCpu
    ? `${tried}: fewer, but so it is for a smaller transfer.`
    : `${tried}: set-up, interrupt and waits are not paid back yet.`;
}

/** The exercises, in the order of the tasks. */
export const exercises: readonly Exercise[] = [
  oldExercise<[wish: Wish]>("mendedDriver", {
    ask: (dice) => [[drawWish(dice)], [drawWish(dice)], [drawWish(dice)]],
    judge: judgeDriver,
  }),
  oldExercise<[bytes: number, timing: Timing]>("drawLanes", {
    ask: (dice) => [drawTransfer(dice), drawTransfer(dice), drawTransfer(dice)],
    judge: judgeLanes,
  }),
  oldExercise<[timing: Timing]>("fewestWords", {
    ask: (dice) =>
      [usualTiming, drawTie(dice), drawNarrow(dice), drawTiming(dice)]
        .map((timing) => [timing]),
    judge: judgeWords,
  }),
];
