/**
 * A run in which nothing is sent: the same calls by the same code, each for no bytes. What shows then
 * is the runtime's own; above all it takes memory for what each call makes, by page faults.
 *
 * @module
 */
import type { LabStrategy } from "./calls.ts";
import { connect, disconnect } from "./connection.ts";
import { Kernel, type RawMemory } from "./kernel.ts";
import type { CallName, Libc } from "./libc.ts";
import { Meter } from "./meter.ts";
import type { ScratchFile } from "./scratch_file.ts";

/** A kernel that is asked to move nothing, and says that it has moved all. */
class EmptyKernel extends Kernel {
  readonly #kernel: Kernel;
  #left: number;

  /** @param bytes What the file seems to have. [bytes] */
  constructor(kernel: Kernel, bytes: number) {
    super();
    this.#kernel = kernel;
    this.#left = bytes;
  }

  override call<Name extends CallName>(
    name: Name,
    ...args: Parameters<Libc[Name]>
  ): number {
    const bytes = askedOf(name, args);
    if (bytes === undefined) return this.#kernel.call(name, ...args);
    // What is asked for nothing may be refused: any other call does, that does nothing.
    this.#kernel.call("getppid");
    return bytes;
  }

  override read(fd: number, to: bigint, bytes: number): number {
    this.#kernel.read(fd, to, 0);
    const done = Math.min(bytes, this.#left);
    this.#left -= done;
    return done;
  }

  override write(fd: number, from: bigint, bytes: number): number {
    this.#kernel.write(fd, from, 0);
    return bytes;
  }

  override sendfile(to: number, from: number, bytes: number): number {
    this.#kernel.sendfile(to, from, 0);
    return bytes;
  }

  override splice(from: number, to: number, bytes: number): number {
    this.#kernel.splice(from, to, 0);
    return bytes;
  }

  override mmap(...args: Parameters<Kernel["mmap"]>): bigint {
    return this.#kernel.mmap(...args);
  }
}

/** Which argument of a call says how many bytes to move, for those that are not made empty. */
const bytesAt: Partial<Record<CallName, number>> = {
  pread: 2,
  send: 2,
  tee: 2,
  copy_file_range: 4,
};

/** How many bytes a call is asked to move: nothing, if it is none that moves. [bytes] */
function askedOf(
  name: CallName,
  args: readonly unknown[],
): number | undefined {
  const at = bytesAt[name];
  if (at !== undefined) return Number(args[at]);
  if (name !== "writev" && name !== "vmsplice") return undefined;
  const { buffer } = args[1] as Uint8Array<ArrayBuffer>;
  return Number(new BigUint64Array(buffer)[1]);
}

/**
 * Counts the page faults of an empty run.
 *
 * @returns None for a strategy that hands on references to its buffer: it is not carried out empty.
 * @throws {SyscallError} If a call failed.
 */
export function faultsOfEmptyRun(
  { keepsBuffer, send }: LabStrategy,
  { kernel, file, buffer, fileBytes, pieceBytes }: {
    kernel: Kernel;
    file: ScratchFile;
    buffer: RawMemory;
    fileBytes: number;
    pieceBytes: number;
  },
): number {
  if (keepsBuffer) return 0;
  const connection = connect(kernel);
  try {
    const steps = send({
      kernel: new EmptyKernel(kernel, fileBytes),
      file: file.fd,
      bytes: fileBytes,
      pieceBytes,
      buffer,
      to: connection.sender,
    });
    const { minorFaults, majorFaults } = new Meter(kernel).measure(() => {
      while (!steps.next().done);
    });
    return minorFaults + majorFaults;
  } finally {
    disconnect(kernel, connection);
  }
}
