/**
 * Moving bytes from a disk into memory, cycle by cycle: by programmed I/O and by DMA.
 *
 * Both drivers ask the same controller for the same bytes. In each cycle the controller acts first
 * and the CPU after it; each `yield` of a driver ends a cycle of the CPU.
 * Model, not Linux: one CPU without a cache, which therefore waits while the controller writes to
 * memory; crossing into the kernel and switching to another process cost no cycle.
 *
 * @module
 */
import type { Happening } from "zero-copy/trace/event.ts";
import { Cpu } from "zero-copy/machine/cpu.ts";
import { DiskController, wordBytes, wordsOf } from "./disk_controller.ts";
import { generateFile, pagesFor } from "zero-copy/machine/job.ts";
import { Memory } from "zero-copy/machine/memory.ts";
import { type CpuActivity, type Log, Stopwatch } from "./stopwatch.ts";
import type { Setting } from "zero-copy/workbook/lesson.ts";

/** Who moves the words. */
export type Way = "programmed I/O" | "DMA";

/** How long things take. */
export interface Timing {
  /** For the controller to bring one word from the disk. [cycles, from 1] */
  readonly deviceCycles: number;
  /** For the CPU to set up a DMA transfer, with the four registers. [cycles, from 4] */
  readonly setupCycles: number;
  /** For the CPU to handle an interrupt. [cycles, from 1] */
  readonly interruptCycles: number;
}

/** What the lesson begins with. The ratios are a model's; no machine was measured. */
export const usualTiming: Timing = {
  deviceCycles: 8,
  setupCycles: 16,
  interruptCycles: 24,
};

/** The most that the model's disk moves for one request. [bytes] */
const mostBytes = 2 ** 20;

/** The bytes on the disk: the beginning of the file, as much of it as one request moves. */
export function contentsOf({ file }: Setting): Uint8Array {
  return file(mostBytes).subarray(0, mostBytes);
}

/** How long things take, as the knobs say. */
export function timingOf({ knobs }: Setting): Timing {
  return {
    deviceCycles: Number(knobs["device-cycles"]),
    setupCycles: Number(knobs["setup-cycles"]),
    interruptCycles: Number(knobs["interrupt-cycles"]),
  };
}

/** How a transfer went. */
export interface Transfer extends Log {
  readonly way: Way;
  /** The bytes in memory at the end. */
  readonly delivered: Uint8Array;
  /** How often the other program counted. [units of work, one a cycle] */
  readonly workUnits: number;
}

/** A program for the CPU. It yields what it does, and is told for how many cycles it did so. */
type Driver = Generator<CpuActivity, void, number>;

/** What a driver works with. */
interface Board {
  readonly cpu: Cpu;
  readonly controller: DiskController;
  /** The frames of the page cache that the bytes go to. */
  readonly target: Uint32Array;
  /** How many bytes there are. [bytes] */
  readonly count: number;
  readonly timing: Timing;
  readonly emit: (happening: Happening) => void;
}

/** DMA needs four registers: source, target, count, go. Writing one takes a cycle. */
export const dmaRegisters = 4;

/** Programmed I/O needs no target. [cycles] */
const programmedSetupCycles = dmaRegisters - 1;

/** The page of the model's memory. [bytes] */
const pageBytes = 4096;

/**
 * Moves the contents of a disk into memory.
 *
 * @param way Who moves the words.
 * @param contents The bytes on the disk: all of them are moved.
 * @returns What was delivered, and what each side did meanwhile.
 */
export function transfer(
  way: Way,
  contents: Uint8Array,
  timing: Timing,
): Transfer {
  const cpu = new Cpu();
  const watch = new Stopwatch();
  const emit = (happening: Happening): void => watch.emit(happening);
  const disk = wordsOf(contents);
  const controller = new DiskController(disk, timing.deviceCycles, emit);
  const delivered = takeFrames(contents.length);
  const target = new Uint32Array(
    delivered.buffer,
    delivered.byteOffset,
    disk.length,
  );
  const count = contents.length;
  const board = { cpu, controller, target, count, timing, emit };
  const drive = way === "DMA" ? driveByDma : driveByCpu;
  if (count > 0) live(drive(board), board, watch);
  return { way, delivered, workUnits: cpu.registers.d, ...watch.log };
}

/** Moves each word through register a. */
function* driveByCpu(
  { cpu, controller, target, count, emit }: Board,
): Driver {
  for (let i = 1; i < programmedSetupCycles; i++) yield "set up";
  controller.start({ source: 0, count });
  yield "set up";
  for (let word = 0; word < target.length; word = controller.movedWords) {
    let isReady = false;
    while (!isReady) {
      isReady = controller.isReady;
      yield "poll";
    }
    cpu.registers.a = controller.takeWord();
    yield "load";
    target[word] = cpu.registers.a;
    yield "store";
  }
  const [from, to] = ["disk", "page cache"] as const;
  emit({ kind: "copy", by: "CPU", from, to, bytes: count });
}

/** Writes four registers (source, target, count, go), and is interrupted at the end. */
function* driveByDma(
  { cpu, controller, target, count, timing, emit }: Board,
): Driver {
  for (let i = 1; i < timing.setupCycles; i++) yield "set up";
  const [from, to] = ["disk", "page cache"] as const;
  emit({ kind: "dma request", from, to, bytes: count });
  controller.start({ source: 0, count, target });
  yield "set up";
  // Another program runs: it counts in register d. Between two of its instructions the CPU looks
  // at the interrupt line.
  while (!controller.isInterrupting) cpu.registers.d += yield "work";
  const context = cpu.save();
  cpu.registers.d = 0;
  controller.acknowledge();
  for (let i = 0; i < timing.interruptCycles; i++) yield "interrupt";
  cpu.load(context);
}

/**
 * The clock: lets both sides live, cycle by cycle, until the driver is done. Once a word has taken
 * exactly what the word before took, the clock leaps to the last word, as nothing else can happen.
 */
function live(
  driver: Driver,
  { controller, target }: Board,
  watch: Stopwatch,
): void {
  let lasted = 0;
  for (;;) {
    watch.advance(1);
    const device = controller.tick();
    let cpu: CpuActivity = "wait";
    let cycles = 1;
    if (device !== "write") {
      const next = driver.next(lasted);
      if (next.done === true) return;
      cpu = next.value;
      if (cpu === "poll" || cpu === "work") cycles += controller.skipCycles();
      watch.advance(cycles - 1);
      lasted = cycles;
    }
    watch.note(cpu, device, cycles);
    if ((cpu === "store" || device === "write") && watch.endWord()) {
      lasted += watch.repeatWord(controller.skipWords(target));
    }
  }
}

/** Takes frames for the page cache. */
function takeFrames(bytes: number): Uint8Array {
  const memory = new Memory(pagesFor(bytes, pageBytes), pageBytes);
  const frames = memory.allocate(pagesFor(bytes, pageBytes));
  const place = "page cache";
  const [span] = memory.spans(frames, { offset: 0, bytes, place });
  return span === undefined ? new Uint8Array(0) : memory.view(span);
}

/** Moves the same bytes both ways: by programmed I/O first, then by DMA. */
export function transferBothWays(
  contents: Uint8Array,
  timing: Timing,
): [programmed: Transfer, dma: Transfer] {
  return [
    transfer("programmed I/O", contents, timing),
    transfer("DMA", contents, timing),
  ];
}

/**
 * Finds the fewest words for which DMA takes less of the CPU than programmed I/O does, by moving
 * words both ways.
 *
 * @returns Their number. [words, from 1]
 */
export function breakEvenWords(timing: Timing): number {
  const isWorthIt = (words: number): boolean => {
    const [programmed, dma] = transferWords(words, timing);
    return dma.cpuCycles < programmed.cpuCycles;
  };
  let most = 1;
  while (!isWorthIt(most)) most *= 2;
  let least = Math.floor(most / 2) + 1;
  while (least < most) {
    const middle = Math.floor((least + most) / 2);
    if (isWorthIt(middle)) most = middle;
    else least = middle + 1;
  }
  return most;
}

/**
 * Moves some sizes both ways: one word, and as many as are below, at and above break-even.
 *
 * @param breakEven What `breakEvenWords` says for this timing. [words]
 */
export function compareSizes(
  timing: Timing,
  breakEven: number,
): [Transfer, Transfer][] {
  const sizes = new Set([1, Math.max(1, breakEven - 1), breakEven]);
  for (const times of [4, 16]) sizes.add(times * breakEven);
  return [...sizes].map((words) => transferWords(words, timing));
}

function transferWords(words: number, timing: Timing): [Transfer, Transfer] {
  return transferBothWays(generateFile(words * wordBytes), timing);
}
