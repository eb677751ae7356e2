/**
 * Tests that call Linux: ignored where that is not allowed, with the reason in their names.
 *
 * They assert what no policy of a kernel can change: that probes run, that bytes arrive, that
 * nothing is left. What a kernel copies is its own affair.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { cString, Kernel } from "../../lib/lab/kernel.ts";
import { type CallName, labObstacle, type Libc } from "../../lib/lab/libc.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";
import { callListsOf } from "../../lib/evidence/figures.ts";
import {
  type LabStrategy,
  pipeStrategiesOf,
  strategyOf,
} from "../../lib/lab/calls.ts";
import { makeJob } from "../../lib/machine/job.ts";
import { strategies } from "../../lib/strategy/linux.ts";
import { callCounts, choicesOf } from "../../lib/strategy/strategy.ts";
import type { TestDice } from "../dice.ts";

const obstacle = labObstacle() !== undefined
  ? "needs Linux on x86-64 or aarch64"
  : Deno.permissions.querySync({ name: "ffi" }).state === "granted"
  ? undefined
  : "needs FFI permission: deno task test";

/** Whether tests may call Linux here. */
export const canCall = obstacle === undefined;

/** The strategies of `deno task lab`, as plain data. */
export const callLists = callListsOf(strategies);

/** The same into a socket, and into a pipe. */
export const socketStrategies: readonly LabStrategy[] = callLists.map(
  strategyOf,
);
export const pipeStrategies: readonly LabStrategy[] = pipeStrategiesOf(
  callLists,
);

/** Those into a socket, each under its name. */
export const [readWrite, mmapWrite, sendfile, splice] = socketStrategies as [
  LabStrategy,
  LabStrategy,
  LabStrategy,
  LabStrategy,
];

/** Where the lab's files are made in tests. */
export const testFolder = "/tmp";

/** A test that takes longer hangs in a call: Linux ends the process, since nothing else can. [s] */
const mostSeconds = 60;

/** Defines a test that calls Linux. */
export function labTest(
  name: string,
  fn: () => void | Promise<void>,
): Deno.TestDefinition {
  if (obstacle !== undefined) {
    return { name: `${name} (${obstacle})`, ignore: true, fn };
  }
  const limited = async (): Promise<void> => {
    witness!.alarm(mostSeconds);
    try {
      await fn();
    } finally {
      witness!.alarm(0);
    }
  };
  return { name, fn: limited };
}

/** Not among the lab's own calls, so that the lab is not its own witness. */
const witness = canCall
  ? Deno.dlopen("libc.so.6", {
    alarm: { parameters: ["u32"], result: "u32" },
    fcntl: { parameters: ["i32", "i32", "i32"], result: "i32" },
    readlink: { parameters: ["buffer", "buffer", "usize"], result: "isize" },
    getsockopt: {
      parameters: ["i32", "i32", "i32", "buffer", "buffer"],
      result: "i32",
    },
  }).symbols
  : undefined;

/** Reads where a symbolic link points to: nothing, if there is none. */
export function readLink(path: string): string | undefined {
  return readLinkAt(cString(path));
}

const target = new Uint8Array(512);

function readLinkAt(path: Uint8Array<ArrayBuffer>): string | undefined {
  const length = Number(witness!.readlink(path, target, 512n));
  return length < 0
    ? undefined
    : new TextDecoder().decode(target.subarray(0, length));
}

/** Reads an option of a socket: two numbers of 64 bits at most. @see socket(7) */
export function socketOption(socket: number, option: number): bigint[] {
  const value = new BigUint64Array(2);
  const bytes = new Uint8Array(value.buffer);
  const length = new Uint8Array(Uint32Array.of(bytes.length).buffer);
  assertEquals(witness!.getsockopt(socket, 1, option, bytes, length), 0);
  return [...value];
}

/** Numbers up to which is looked: tests open few. */
const mostDescriptors = 256;

const descriptorPaths = Array.from(
  { length: mostDescriptors },
  (_, fd) => cString(`/proc/self/fd/${fd}`),
);

/** What the lab opens: files without a name, pipes, sockets, namespaces, and files of the kernel. */
const kindsOfTheLab = /^(?:pipe|socket|net):|^\/proc\/| \(deleted\)$/;

/**
 * Lists what is open of the kinds that the lab opens. A thread of Deno has descriptors of its own,
 * which go when it has ended: some are further ones of the main thread's sockets and pipes.
 */
export function openDescriptors(): string[] {
  const targets = descriptorPaths.map((path) => readLinkAt(path) ?? "")
    .filter((target) => kindsOfTheLab.test(target));
  // Another thread may be just about to give memory back: then the C library looks here.
  const own = targets.filter((target) =>
    target !== "/proc/sys/vm/overcommit_memory"
  );
  return own.filter((target, i) =>
    !/^(?:pipe|socket):/.test(target) || own.indexOf(target) === i
  ).sort();
}

/** What is in use: what is open, and how many mappings were not taken away. */
export function inUse(
  kernel: Kernel,
): { descriptors: string[]; mappings: number } {
  const { mmap, munmap } = kernel.calls;
  return { descriptors: openDescriptors(), mappings: mmap - munmap };
}

/** Calls that give something back. */
const givingBack: readonly CallName[] = ["close", "munmap", "unlink"];

/** A kernel that moves fewer bytes than it is asked to, as every kernel may. */
export class ReluctantKernel extends Kernel {
  readonly #dice: TestDice;

  constructor(dice: TestDice) {
    super();
    this.#dice = dice;
  }

  override read(fd: number, to: bigint, bytes: number): number {
    return super.read(fd, to, this.#fewer(bytes));
  }

  override write(fd: number, from: bigint, bytes: number): number {
    return super.write(fd, from, this.#fewer(bytes));
  }

  override sendfile(to: number, from: number, bytes: number): number {
    return super.sendfile(to, from, this.#fewer(bytes));
  }

  override splice(...args: Parameters<Kernel["splice"]>): number {
    const [from, to, bytes, flags] = args;
    return super.splice(from, to, this.#fewer(bytes), flags);
  }

  #fewer(bytes: number): number {
    return Math.min(bytes, this.#dice.between(1, 6000));
  }
}

/** A kernel that refuses one call, or all of a name. What gives something back is never refused. */
export class RefusingKernel extends Kernel {
  #callsLeft = Infinity;
  readonly #refused = new Map<CallName, number>();

  /** Refuses every call of a name. */
  refuseAll(name: CallName, errno: number): void {
    this.#refused.set(name, errno);
  }

  /** Refuses the call that comes after so many, with ENOMEM. */
  refuseAfter(calls: number): void {
    this.#callsLeft = calls;
  }

  /** Whether the call came that is refused. */
  get hasRefused(): boolean {
    return this.#callsLeft < 0;
  }

  override call<Name extends CallName>(
    name: Name,
    ...args: Parameters<Libc[Name]>
  ): number {
    if (!givingBack.includes(name)) this.#count(name);
    return super.call(name, ...args);
  }

  override poll<Name extends CallName>(
    name: Name,
    ...args: Parameters<Libc[Name]>
  ): number | undefined {
    this.#count(name);
    return super.poll(name, ...args);
  }

  override read(fd: number, to: bigint, bytes: number): number {
    this.#count("read");
    return super.read(fd, to, bytes);
  }

  override write(fd: number, from: bigint, bytes: number): number {
    this.#count("write");
    return super.write(fd, from, bytes);
  }

  override sendfile(to: number, from: number, bytes: number): number {
    this.#count("sendfile");
    return super.sendfile(to, from, bytes);
  }

  override splice(...args: Parameters<Kernel["splice"]>): number {
    this.#count("splice");
    return super.splice(...args);
  }

  override mmap(...args: Parameters<Kernel["mmap"]>): bigint {
    this.#count("mmap");
    return super.mmap(...args);
  }

  override allocate(bytes: number): ReturnType<Kernel["allocate"]> {
    this.#count("mmap");
    return super.allocate(bytes);
  }

  #count(name: CallName): void {
    const errno = this.#refused.get(name);
    if (errno !== undefined) throw new SyscallError(`${name}()`, errno);
    if (this.#callsLeft-- === 0) throw new SyscallError(`${name}()`, 12);
  }
}

/**
 * Does something again and again, with another call refused each time, until none was left to be
 * refused: what it throws must be that error, and nothing may stay in use.
 *
 * @returns How many calls were refused.
 */
export async function refuseEachCall(
  kernel: RefusingKernel,
  act: () => void | Promise<void>,
): Promise<number> {
  const before = inUse(kernel);
  for (let refusals = 0;; refusals++) {
    kernel.refuseAfter(refusals);
    try {
      await act();
    } catch (error) {
      assert(error instanceof SyscallError, String(error));
    }
    const isRefused = kernel.hasRefused;
    kernel.refuseAfter(Infinity);
    assertEquals(inUse(kernel), before, `call ${refusals} was refused`);
    if (!isRefused) return refusals;
  }
}

/**
 * Answers calls in the place of Linux.
 *
 * @param answer May change the arguments. A call that it answers with nothing is left to Linux.
 */
export function answerCalls(
  kernel: Kernel,
  answer: (name: CallName, args: unknown[]) => number | void,
): void {
  const call = kernel.call.bind(kernel);
  kernel.call = (name, ...args) => answer(name, args) ?? call(name, ...args);
}

/** Has every pipe hold so much, as where a user has too many. @see fcntl(2), F_SETPIPE_SZ */
export function shrinkPipes(kernel: Kernel, bytes: number): void {
  const pipe = kernel.pipe.bind(kernel);
  kernel.pipe = (options) => {
    const ends = pipe(options);
    assertEquals(witness!.fcntl(ends.writeEnd, 1031, bytes), bytes);
    return ends;
  };
}

/** Has Linux refuse every call of a name. */
export function refuseCalls(
  kernel: Kernel,
  { name, errno }: { name: CallName; errno: number },
): void {
  answerCalls(kernel, (called) => {
    if (called === name) throw new SyscallError(`${name}()`, errno);
  });
}

/** Counts the threads that are ended while something is done. */
export async function endedThreads(
  act: () => void | Promise<void>,
): Promise<number> {
  const { terminate } = Worker.prototype;
  let ended = 0;
  Worker.prototype.terminate = function (): void {
    ended += 1;
    terminate.call(this);
  };
  try {
    await act();
  } finally {
    Worker.prototype.terminate = terminate;
  }
  return ended;
}

/** Sees memory by its address, as the kernel does. */
export function memoryAt(
  address: bigint,
  bytes: number,
): Uint8Array<ArrayBuffer> {
  const pointer = Deno.UnsafePointer.create(address)!;
  return new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(pointer, bytes));
}

/** Makes up bytes. */
export function randomBytes(
  dice: TestDice,
  bytes: number,
): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(bytes);
  for (let i = 0; i < bytes; i++) made[i] = dice.below(256);
  return made;
}

/** Says less than `assertEquals` does, which cannot draw the differences of so many bytes. */
export function assertSame(
  received: Uint8Array,
  content: Uint8Array,
  about: string,
): void {
  let same = 0;
  while (same < content.length && received[same] === content[same]) same += 1;
  assert(
    same === content.length && received.length === content.length,
    `${about}: ${content.length} bytes were sent, ${received.length} arrived, ${same} of them right`,
  );
}

/** The calls that the model counts of each strategy for so many pieces, under the names of libc. */
export function expectedCalls(
  pieces: number,
): Record<string, Partial<Record<CallName, number>>> {
  const job = makeJob({ fileBytes: pieces, bufferBytes: 1 });
  return Object.fromEntries(
    choicesOf(strategies).map(({ choice, linux }) => {
      const { pipe, ...calls } = callCounts(linux, job);
      return [choice, pipe === undefined ? calls : { ...calls, pipe2: pipe }];
    }),
  );
}
