/**
 * What a probe is made with: files, memory, and two ends to send between.
 *
 * All of it is given back with a stack, whether the probe ends well or not.
 *
 * @module
 */
import {
  arrivedBytesIn,
  connect,
  disconnect,
  loopback,
  type Route,
} from "./connection.ts";
import type { Kernel, RawMemory } from "./kernel.ts";
import type { ProbeBench } from "./probe.ts";
import { receiveFromPipe, receiveFromSocket } from "./receiver.ts";
import { ScratchFile } from "./scratch_file.ts";

/** What a bench is put together from. */
export interface BenchParts {
  readonly kernel: Kernel;
  readonly file: ScratchFile;
  /** Memory of the program, for what is sent in one run. */
  readonly buffer: RawMemory;
  /** What is sent in one run. [bytes] */
  readonly bytes: number;
  /** Gives everything back. */
  readonly stack: DisposableStack;
}

/** A bench that tells how much has come to its end. */
export interface EndBench extends ProbeBench {
  /** What has arrived, and was not received. @returns [bytes] */
  readonly arrived: () => number;
}

/**
 * Makes a file that is closed with the stack.
 *
 * @throws {SyscallError} If the folder takes no file.
 */
export function makeFile(
  kernel: Kernel,
  folder: string,
  stack: DisposableStack,
): ScratchFile {
  return stack
    .adopt(new ScratchFile(kernel, folder), (file) => file.close());
}

/** Takes memory that is given back with the stack. */
export function makeMemory(
  kernel: Kernel,
  bytes: number,
  stack: DisposableStack,
): RawMemory {
  return stack.adopt(
    kernel.allocate(bytes),
    ({ address }) => kernel.munmap(address, bytes),
  );
}

/** Makes a TCP connection to send over. */
export function makeSocketBench(
  { kernel, file, buffer, bytes, stack }: BenchParts,
  route: Route = loopback,
): EndBench {
  const { sender, receiver } = stack.adopt(
    connect(kernel, route),
    (connection) => disconnect(kernel, connection),
  );
  const into = makeMemory(kernel, bytes, stack);
  const receive = receiveFromSocket(kernel, receiver, into);
  const arrived = (): number => arrivedBytesIn(kernel, receiver);
  return { kernel, file, buffer, to: sender, receive, arrived };
}

/** Makes a pipe to send through. What it cannot hold is refused with EAGAIN, not waited for. */
export function makePipeBench(
  { kernel, file, buffer, bytes, stack }: BenchParts,
): EndBench {
  const { readEnd, writeEnd } = stack
    .adopt(kernel.pipe({ waits: false }), (pipe) => kernel.closePipe(pipe));
  const into = makeMemory(kernel, bytes, stack);
  const receive = receiveFromPipe(kernel, readEnd, into);
  const arrived = (): number => arrivedBytesIn(kernel, readEnd);
  return { kernel, file, buffer, to: writeEnd, receive, arrived };
}

/** Makes a file to send into. What was received is cut off, so that no run finds another's bytes. */
export function makeFileBench(
  { kernel, file, buffer, bytes, stack, folder }: BenchParts & {
    folder: string;
  },
): EndBench & { readonly made: ScratchFile } {
  const made = makeFile(kernel, folder, stack);
  const into = makeMemory(kernel, bytes, stack);
  const read = receiveFromPipe(kernel, made.fd, into);
  const receive: ProbeBench["receive"] = (bytes) => {
    made.rewind();
    const received = read(bytes);
    made.empty();
    return received;
  };
  const arrived = (): number => made.size;
  return { kernel, file, buffer, to: made.fd, receive, arrived, made };
}
