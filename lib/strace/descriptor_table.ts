/**
 * The descriptors of one process, or of several that share them.
 *
 * A descriptor that is given out again was closed, whether the log shows it or not. Where another
 * thread's close returns after that, it closes nothing.
 *
 * @module
 */
import type { OpenFile } from "./open_file.ts";

interface Descriptor {
  readonly file: OpenFile;
  closesOnExec: boolean;
  /** The thread that opened it. */
  readonly thread: number;
  /** It was given out before the close of its predecessor was seen. */
  isEarly: boolean;
}

/** How a descriptor is opened. */
export interface Opening {
  readonly thread: number;
  readonly closesOnExec?: boolean;
  /** dup2 and dup3 close what was there. */
  readonly closesOld?: boolean;
}

/** A table of descriptors. */
export class DescriptorTable {
  /** How many threads use it. */
  threads = 0;
  /**
   * One that was closed stays, and leads nowhere: its number is the next to be given out, and a Map is
   * slow where one key comes and goes among many.
   */
  readonly #descriptors = new Map<number, Descriptor | undefined>();
  readonly #onLastClose: (file: OpenFile) => void;

  /** @param onLastClose Told of what no descriptor leads to any more. */
  constructor(onLastClose: (file: OpenFile) => void) {
    this.#onLastClose = onLastClose;
  }

  get size(): number {
    return [...this.#open()].length;
  }

  get(descriptor: number): OpenFile | undefined {
    return this.#descriptors.get(descriptor)?.file;
  }

  /** A descriptor leads to an open file from now on. */
  open(descriptor: number, file: OpenFile, opening: Opening): void {
    const old = this.#descriptors.get(descriptor);
    file.descriptors++;
    if (old !== undefined) this.#drop(old.file);
    this.#descriptors.set(descriptor, {
      file,
      closesOnExec: opening.closesOnExec ?? false,
      thread: opening.thread,
      isEarly: old !== undefined && opening.closesOld !== true,
    });
  }

  close(descriptor: number, thread: number): void {
    const open = this.#descriptors.get(descriptor);
    if (open === undefined) return;
    if (open.isEarly && open.thread !== thread) {
      open.isEarly = false;
      return;
    }
    this.#descriptors.set(descriptor, undefined);
    this.#drop(open.file);
  }

  /** Lists the descriptors from one to another, both included, also some that are closed. */
  within(first: number, last: number): number[] {
    return [...this.#descriptors.keys()].filter((descriptor) =>
      descriptor >= first && descriptor <= last
    );
  }

  /** FD_CLOEXEC is set or cleared. */
  setClosesOnExec(descriptor: number, closes: boolean): void {
    const open = this.#descriptors.get(descriptor);
    if (open !== undefined) open.closesOnExec = closes;
  }

  /** Makes the table of a child that does not share this one. */
  copy(): DescriptorTable {
    const table = new DescriptorTable(this.#onLastClose);
    for (const [descriptor, open] of this.#open()) {
      open.file.descriptors++;
      table.#descriptors.set(descriptor, { ...open, isEarly: false });
    }
    return table;
  }

  /** Takes over what another has open and this one has not: the two are one. */
  adopt(other: DescriptorTable): void {
    for (const [descriptor, open] of other.#open()) {
      if (this.get(descriptor) !== undefined) continue;
      open.file.descriptors++;
      this.#descriptors.set(descriptor, open);
    }
  }

  /** Another program begins. */
  exec(): void {
    for (const [descriptor, { file, closesOnExec }] of this.#open()) {
      if (!closesOnExec) continue;
      this.#descriptors.set(descriptor, undefined);
      this.#drop(file);
    }
  }

  /** Nobody uses it any more. */
  closeAll(): void {
    for (const [, { file }] of this.#open()) this.#drop(file);
    this.#descriptors.clear();
  }

  /** Those that lead somewhere. */
  *#open(): Generator<[descriptor: number, open: Descriptor]> {
    for (const [descriptor, open] of this.#descriptors) {
      if (open !== undefined) yield [descriptor, open];
    }
  }

  #drop(file: OpenFile): void {
    file.descriptors--;
    if (file.descriptors === 0) this.#onLastClose(file);
  }
}
