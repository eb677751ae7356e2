/**
 * The controller of a disk, as the CPU sees it: a few registers, and bytes that come word by word.
 *
 * Asked for bytes alone, it keeps each word in its data register until the CPU takes it. Given a
 * target as well, it writes each word into memory itself and raises its interrupt line after the
 * last one: then it is a DMA engine.
 * Model, not Linux: no seek time, no queue, one request at a time, registers of 4 bytes.
 *
 * @module
 */
import type { Happening } from "zero-copy/trace/event.ts";
import { Fault } from "zero-copy/machine/fault.ts";

/** What the data register holds. [bytes] */
export const wordBytes = 4;

/** What the controller does in one cycle. */
export type DeviceActivity =
  /** It has no request. */
  | "idle"
  /** It brings the next word from the disk. */
  | "fetch"
  /** The word is in its data register, and it waits for the CPU. */
  | "hold"
  /** It writes the word into memory, and nobody else can use memory now. */
  | "write";

/** What the CPU writes into the registers. */
export interface Request {
  /** Where to begin on the disk. [words, from 0] */
  readonly source: number;
  /** How much to move. [bytes, from 1] */
  readonly count: number;
  /** The memory to write to. Without it, the CPU takes each word itself. */
  readonly target?: Uint32Array;
}

/** The controller of one disk. */
export class DiskController {
  readonly #disk: Uint32Array;
  readonly #cyclesPerWord: number;
  readonly #emit: (happening: Happening) => void;
  #request: Request | undefined;
  #movedWords = 0;
  #cyclesLeft = 0;
  #data: number | undefined;
  #isInterrupting = false;

  /**
   * @param disk What is on the disk.
   * @param cyclesPerWord How long it takes to bring one word from it. [cycles, from 1]
   * @param emit Takes what happens, in order.
   */
  constructor(
    disk: Uint32Array,
    cyclesPerWord: number,
    emit: (happening: Happening) => void,
  ) {
    this.#disk = disk;
    this.#cyclesPerWord = cyclesPerWord;
    this.#emit = emit;
  }

  /** The status register: whether the data register holds a word for the CPU. */
  get isReady(): boolean {
    return this.#data !== undefined && this.#request?.target === undefined;
  }

  /** How many words of the request have left the data register. [words] */
  get movedWords(): number {
    return this.#movedWords;
  }

  /** Whether the interrupt line is up. */
  get isInterrupting(): boolean {
    return this.#isInterrupting;
  }

  /**
   * Starts a request: what a write to the `go` register does.
   *
   * @throws {Fault} If it still works on another one.
   */
  start(request: Request): void {
    if (this.#request !== undefined) {
      throw new Fault(
        "the controller must be idle",
        `it has moved ${this.#movedWords} words of another request`,
      );
    }
    this.#request = request;
    this.#movedWords = 0;
    this.#cyclesLeft = this.#cyclesPerWord;
    const bytes = request.count;
    this.#emit({ kind: "device request", device: "disk", bytes });
  }

  /**
   * Reads the data register, which makes room in it for the next word.
   *
   * @throws {Fault} If it holds no word for the CPU.
   */
  takeWord(): number {
    if (!this.isReady) {
      throw new Fault(
        "the data register must hold a word for the CPU",
        "the status register says that it holds none",
      );
    }
    const word = this.#data!;
    this.#goOn(this.#request!);
    return word;
  }

  /** Takes the interrupt line down. */
  acknowledge(): void {
    this.#isInterrupting = false;
  }

  /** Lives through one cycle, and says what it did. */
  tick(): DeviceActivity {
    const request = this.#request;
    if (request === undefined) return "idle";
    if (this.#data === undefined) {
      this.#cyclesLeft -= 1;
      if (this.#cyclesLeft === 0) this.#fill(request);
      return "fetch";
    }
    if (request.target === undefined) return "hold";
    request.target[this.#movedWords] = this.#data;
    this.#goOn(request);
    return "write";
  }

  /**
   * Goes through those cycles at once in which it only goes on fetching and no register changes.
   * This saves the model time, not the machine.
   *
   * @returns How many they are. [cycles]
   */
  skipCycles(): number {
    if (this.#request === undefined || this.#data !== undefined) return 0;
    const cycles = this.#cyclesLeft - 1;
    this.#cyclesLeft = 1;
    return cycles;
  }

  /**
   * Moves all words but the last one at once. This saves the model time, not the machine.
   *
   * @param target Where they go, whoever would have written them.
   * @returns How many they are. [words]
   */
  skipWords(target: Uint32Array): number {
    if (this.#request === undefined) return 0;
    const from = this.#movedWords;
    const to = Math.max(from, Math.ceil(this.#request.count / wordBytes) - 1);
    const { source } = this.#request;
    target.set(this.#disk.subarray(source + from, source + to), from);
    this.#movedWords = to;
    if (this.#data !== undefined) this.#data = this.#disk[source + to]!;
    return to - from;
  }

  /** Puts the next word into the data register. */
  #fill({ source, count }: Request): void {
    this.#data = this.#disk[source + this.#movedWords]!;
    if (this.#movedWords > 0) return;
    const bytes = Math.min(wordBytes, count);
    this.#emit({ kind: "device ready", device: "disk", bytes });
  }

  /** Goes on with the next word, or ends the request. */
  #goOn({ count, target }: Request): void {
    this.#data = undefined;
    this.#movedWords += 1;
    this.#cyclesLeft = this.#cyclesPerWord;
    if (this.#movedWords * wordBytes < count) return;
    this.#request = undefined;
    if (target === undefined) return;
    this.#isInterrupting = true;
    this.#emit({
      kind: "copy",
      by: "DMA",
      from: "disk",
      to: "page cache",
      bytes: count,
    });
    this.#emit({ kind: "interrupt", device: "disk" });
  }
}

/** The words that hold some bytes. What is left of the last one is 0. */
export function wordsOf(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.ceil(bytes.length / wordBytes));
  new Uint8Array(words.buffer).set(bytes);
  return words;
}
