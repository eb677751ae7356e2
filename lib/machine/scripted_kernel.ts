/**
 * A kernel that answers sendfile(2) as a script has it: it moves less than it is asked for, has no
 * room, meets the end of a file that has been cut, or finds that the client is gone.
 *
 * It moves no bytes, only notes which bytes of the file were sent: so it tells what a loop around
 * the call loses or sends twice. The socket does not block (O_NONBLOCK).
 * Model, not Linux: the client reads only while the program sleeps in poll(2), and then all.
 *
 * @see sendfile(2), poll(2), send(2) EPIPE
 * @module
 */

/** What a part of a file meets on its way. */
export interface Script {
  /** Where the part begins in the file. [bytes] */
  readonly from: number;
  /** How much is to be sent. [bytes] */
  readonly bytes: number;
  /** The file as it is now. It may have been cut since somebody looked. [bytes] */
  readonly fileBytes: number;
  /** What the socket takes while the client does not read. [bytes] */
  readonly socketBytes: number;
  /** The most that one call moves, whatever it is asked. [bytes] */
  readonly mostBytes: number;
  /** The client hangs up when the socket has taken so much. Without it, it stays. [bytes] */
  readonly goneAfter?: number;
}

/** Where the next byte comes from: a call moves it on by what it has sent. [bytes] */
export interface Offset {
  at: number;
}

/** Why a call answered −1. */
export type Errno = "EAGAIN" | "EPIPE" | "EINVAL";

/** How a loop says that it ended; "spins" is said of one that does not. */
export type Ending =
  | "all is sent"
  | "the file was cut"
  | "the client is gone"
  | "spins";

/** One call, and its answer: the bytes that it moved, or its errno. poll(2) only wakes. */
export type Call =
  | readonly [call: "sendfile", at: number, count: number, gave: number | Errno]
  | readonly [call: "poll"];

/** What came of a loop: plain data. */
export interface Account {
  readonly ending: Ending;
  /** Which bytes of the file the socket took, in order. [bytes; the end is the byte after] */
  readonly got: readonly (readonly [from: number, end: number])[];
  readonly calls: readonly Call[];
}

/** A loop around the calls: it returns how it ended. */
export type Loop = (kernel: ScriptedKernel, script: Script) => Ending;

/** After so many calls in a row that moved nothing, a loop spins. */
const patience = 50;

/** After so many calls it does, too. */
const mostCalls = 1000;

/** Thrown at a loop that spins: a real one would have the CPU for good. */
class Spinning extends Error {
  override readonly name = "Spinning";
}

/** A kernel with one file and one socket. */
export class ScriptedKernel {
  readonly #script: Script;
  readonly #got: [from: number, end: number][] = [];
  readonly #calls: Call[] = [];
  #gotBytes = 0;
  #unreadBytes = 0;
  #idleCalls = 0;

  constructor(script: Script) {
    this.#script = script;
  }

  /** Why the last call that answered −1 did so: what succeeds leaves it as it was. @see errno(3) */
  errno: Errno | "" = "";

  /** What the socket took, joined where it goes on. */
  get got(): Account["got"] {
    return this.#got;
  }

  /** The calls so far. */
  get calls(): readonly Call[] {
    return this.#calls;
  }

  /**
   * Sends bytes of the file, from an offset that it moves on by itself.
   *
   * @param count The most that is to be sent. [bytes]
   * @returns The bytes that the socket took, fewer perhaps; 0 at the end of the file; −1 if `errno`
   * says why not.
   */
  sendfile(offset: Offset, count: number): number {
    const { at } = offset;
    const gave = this.#answer(at, count);
    this.#note(["sendfile", at, count, gave], Number(gave) > 0);
    if (typeof gave === "string") {
      this.errno = gave;
      return -1;
    }
    this.#take(at, gave);
    offset.at += gave;
    return gave;
  }

  /** Sleeps until the socket has room, or the client has hung up. */
  poll(): void {
    this.#note(["poll"], this.#unreadBytes > 0);
    this.#unreadBytes = 0;
  }

  #answer(at: number, count: number): number | Errno {
    const { fileBytes, socketBytes, mostBytes, goneAfter } = this.#script;
    const isPart = Number.isSafeInteger(at) && Number.isSafeInteger(count) &&
      at >= 0 && count >= 0;
    if (!isPart) return "EINVAL";
    // The end of the file comes first: then nobody asks the socket.
    const wanted = Math.min(count, mostBytes, Math.max(0, fileBytes - at));
    if (wanted === 0) return 0;
    const untilGone = (goneAfter ?? Infinity) - this.#gotBytes;
    if (untilGone <= 0) return "EPIPE";
    const room = socketBytes - this.#unreadBytes;
    return room === 0 ? "EAGAIN" : Math.min(wanted, room, untilGone);
  }

  #take(at: number, bytes: number): void {
    if (bytes === 0) return;
    this.#gotBytes += bytes;
    this.#unreadBytes += bytes;
    const last = this.#got.at(-1);
    if (last?.[1] === at) last[1] += bytes;
    else this.#got.push([at, at + bytes]);
  }

  #note(call: Call, isUseful: boolean): void {
    this.#calls.push(call);
    this.#idleCalls = isUseful ? 0 : this.#idleCalls + 1;
    if (this.#idleCalls < patience && this.#calls.length < mostCalls) return;
    throw new Spinning("the loop goes round and round, and nothing is sent");
  }
}

/** Lets a loop send a part of a file, and says what came of it. */
export function tryLoop(script: Script, loop: Loop): Account {
  const kernel = new ScriptedKernel(script);
  const ending = endingOf(() => loop(kernel, script));
  return { ending, got: kernel.got, calls: kernel.calls };
}

function endingOf(loop: () => Ending): Ending {
  try {
    return loop();
  } catch (error) {
    if (error instanceof Spinning) return "spins";
    throw error;
  }
}

/** Whether these calls get these answers, and so lead to what an account says. */
export function isTrue(script: Script, { got, calls }: Account): boolean {
  const kernel = new ScriptedKernel(script);
  try {
    for (const [call, at, count] of calls) {
      if (call === "poll") kernel.poll();
      else kernel.sendfile({ at }, count);
    }
  } catch (error) {
    if (!(error instanceof Spinning)) throw error;
  }
  return JSON.stringify([kernel.got, kernel.calls]) ===
    JSON.stringify([got, calls]);
}
