/**
 * A plain list of calls, carried out on the kernel: any program can be run here.
 *
 * A transfer is a generator. It stops after each call that handed bytes on, and says where the call
 * had them from: there an observer may change those bytes, to see whether the call copied them. To
 * measure, one lets it run through; so what is measured is what was observed.
 *
 * @module
 */
import type { Kernel, PipeEnds, RawMemory } from "./kernel.ts";
import { type Move, type MoveEnds, moves, MSG_ZEROCOPY } from "./moves.ts";

/** What is sent, and where to. */
export interface TransferSetup {
  readonly kernel: Kernel;
  /** The file, to be read from its position. [file descriptor] */
  readonly file: number;
  /** The size of the file. [bytes] */
  readonly bytes: number;
  /** The most that one call is asked for. [bytes] */
  readonly pieceBytes: number;
  /** Memory of the program: for a piece, or for the file where it is handed on by reference. */
  readonly buffer: RawMemory;
  /** Where it goes: a socket, the end of a pipe, or a file. [file descriptor] */
  readonly to: number;
  /** Gives back what outlives the calls of a program, after they are measured. */
  readonly after?: DisposableStack;
}

/** A call handed bytes on. */
export interface Handing {
  readonly call: string;
  /** Where the call had them from. A mapping is the file. */
  readonly from: "file" | "buffer";
  /** The step of the program that made it, if it was one. [from 1] */
  readonly step?: number;
}

/** A transfer under way: it stops after each call that handed bytes on. */
export type Sending = Generator<Handing, void>;

/** A strategy, as the lab carries it out. */
export interface LabStrategy {
  readonly name: string;
  /** Whether the buffer must hold the whole file, and not only a piece. */
  readonly keepsBuffer?: boolean;
  readonly send: (transfer: TransferSetup) => Sending;
}

/** A strategy as plain data: the calls that hand a piece on, each with where it has the bytes from. */
export interface CallList {
  readonly name: string;
  readonly calls: readonly { readonly call: string; readonly from: string }[];
}

/** What a call is made with. */
interface Hands extends TransferSetup {
  /** The memory that bytes are in: the buffer, or the mapping. */
  readonly memory: bigint;
  /** A pipe of the program's own, before the end. */
  readonly pipe: PipeEnds | undefined;
}

/** A call that is ready to be made, again and again. */
interface ReadyCall {
  readonly move: Move;
  readonly handing: Handing;
}

/** Calls that hand on references to the buffer: it must stay as it is until all is received. */
const referring = ["vmsplice", "send"];

/** Makes a strategy of a list of calls. If the first is mmap, it is made once. */
export function strategyOf({ name, calls }: CallList): LabStrategy {
  const keepsBuffer = calls.some(({ call }) => referring.includes(call));
  return { name, keepsBuffer, send: (transfer) => carryOut(calls, transfer) };
}

/** Makes strategies into a pipe, of those that need no socket. What goes through one ends there. */
export function pipeStrategiesOf(lists: readonly CallList[]): LabStrategy[] {
  return lists.map(({ name, calls }) => {
    const end = calls.findIndex(({ from }) => from === "pipe");
    return { name, calls: end < 0 ? calls : calls.slice(0, end) };
  }).filter(({ calls }) => calls.every(({ call }) => call !== "send"))
    .map(strategyOf);
}

/**
 * Makes the first call for a piece, each other one for what the one before it has moved, until all
 * of that is handed on.
 *
 * @throws {RangeError} If the lab cannot make a call, or the buffer is too small.
 */
function* carryOut(calls: CallList["calls"], transfer: TransferSetup): Sending {
  const { bytes, pieceBytes, buffer } = transfer;
  const isRead = calls[0]?.call === "read";
  const isMapped = calls[0]?.call === "mmap";
  const isKept = calls.some(({ call }) => referring.includes(call));
  if (isRead && isKept) mustHold(buffer, "the whole file", bytes);
  else if (isRead) mustHold(buffer, "a piece", pieceBytes);
  using stack = new DisposableStack();
  const steps = stepsOf(calls, makeHands(calls, transfer, stack));
  if (isMapped) yield handingOf(calls, 0);
  const last = steps.length - 1;
  // How much each call has to move yet, and where that begins in memory.
  const left = steps.map(() => isRead && !isKept ? Infinity : bytes);
  const at = steps.map(() => 0);
  // Only a read is made until it finds the end of the file.
  for (let i = 0; i > 0 || isRead || left[0]! > 0;) {
    const { move, handing } = steps[i]!;
    const moved = move(at[i]!, Math.min(pieceBytes, left[i]!));
    if (moved === 0) return;
    left[i]! -= moved;
    if (i < last) {
      left[i + 1] = moved;
      at[i + 1] = at[i]!;
    }
    if (i > 0 || isMapped || isKept) at[i]! += moved;
    if (i < last || i === 0 || left[i] === 0) yield handing;
    if (i < last) i += 1;
    else while (i > 0 && left[i] === 0) i -= 1;
  }
}

/** Opens what the calls need; it is closed with the stack. */
function makeHands(
  calls: CallList["calls"],
  transfer: TransferSetup,
  stack: DisposableStack,
): Hands {
  const { kernel, file, bytes, buffer } = transfer;
  const pipe = calls.some(({ from }) => from === "pipe")
    ? stack.adopt(kernel.pipe(), (pipe) => kernel.closePipe(pipe))
    : undefined;
  const memory = calls.some(({ call }) => call === "mmap")
    ? stack.adopt(kernel.mmap(file, bytes), (at) => kernel.munmap(at, bytes))
    : buffer.address;
  return { ...transfer, memory, pipe };
}

/** Makes ready the calls that are made for each piece. */
function stepsOf(calls: CallList["calls"], hands: Hands): ReadyCall[] {
  return calls.flatMap(({ call }, i) => {
    if (call === "mmap") return [];
    const [name = ""] = call.split(" ");
    const ready = Object.hasOwn(moves, name) ? moves[name] : undefined;
    if (ready === undefined) {
      throw new RangeError(`The lab has no call "${call}"`);
    }
    return {
      move: ready(endsOf(call, hands)),
      handing: handingOf(calls, i),
    };
  });
}

/** A call that fills a pipe puts bytes into the end where there is none of the program's own. */
function endsOf(
  call: string,
  { kernel, file, to, memory, pipe }: Hands,
): MoveEnds {
  const fillsPipe = call === "splice in" || call === "vmsplice";
  return {
    kernel,
    source: call === "splice out" ? pipe!.readEnd : file,
    target: fillsPipe ? pipe?.writeEnd ?? to : to,
    memory,
    ...(call === "send" && { flags: MSG_ZEROCOPY }),
  };
}

/** Names a call, and the place where its bytes can be changed: before a mapping or a pipe. */
function handingOf(calls: CallList["calls"], at: number): Handing {
  const { call, from } = calls[at]!;
  if (from === "file" || from === "buffer") return { call, from };
  return { ...handingOf(calls, at - 1), call };
}

/**
 * The kernel writes where it is told to: past the end of a buffer, too.
 *
 * @throws {RangeError} If a buffer does not hold what is read into it.
 */
export function mustHold(buffer: RawMemory, what: string, bytes: number): void {
  if (buffer.bytes.length >= bytes) return;
  throw new RangeError(
    `The buffer must hold ${what}, ${bytes} bytes: it holds ${buffer.bytes.length}`,
  );
}
