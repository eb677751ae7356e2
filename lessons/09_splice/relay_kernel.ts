/**
 * A kernel as a proxy meets it: a client that sends and closes, the sockets of a server and of a
 * mirror, two pipes, and a buffer of the program's own.
 *
 * It moves no bytes, only notes which bytes of the client went where, and how many the CPU copied.
 * Model, not Linux: what came as one packet takes one slot of a pipe, and a part of it one as well.
 * Calls wait: who waits for what only this program could do waits for ever.
 *
 * @see splice(2), tee(2), sendfile(2)
 * @module
 */

/** A pipe: what goes in at one end comes out at the other. */
export type PipeName = "pipe" | "second pipe";

/** Where bytes can be had from. */
export type Source = "client" | PipeName;

/** Where they can be handed to. */
export type Target = "server" | "mirror" | PipeName;

/** What a proxy meets. */
export interface RelayScript {
  /** What the client sends before it closes, packet by packet. [bytes each] */
  readonly packets: readonly number[];
  /** The slots of the pipe. */
  readonly slots: number;
  /** The slots of the second pipe. */
  readonly secondSlots: number;
  /** The most that a socket takes in one call of splice. [bytes] */
  readonly roomBytes: number;
}

/** Bytes of the client that lie together: the end is the byte after. [bytes, from 0] */
type Piece = readonly [from: number, end: number];

/** All calls that a proxy can make. */
export const relayCalls = [
  "splice",
  "tee",
  "sendfile",
  "read",
  "write",
] as const;

/** One call, and its answer: the bytes that it handed on, or its errno. */
export interface RelayCall {
  readonly call: (typeof relayCalls)[number];
  readonly from: Source | "buffer";
  readonly to: Target | "buffer";
  readonly count: number;
  readonly gave: number | "EINVAL";
}

/** What came of a proxy: plain data. */
export interface RelayAccount {
  readonly ending: "it ends" | "it waits for ever" | "it spins";
  /** Which bytes of the client each has, in order. */
  readonly server: readonly Piece[];
  readonly mirror: readonly Piece[];
  /** What the CPU copied into the buffer and out of it. [bytes] */
  readonly copiedBytes: number;
  readonly calls: readonly RelayCall[];
}

/** What a proxy does with its kernel. */
export type Relay = (kernel: RelayKernel) => void;

/** After so many calls in a row that moved nothing a proxy spins; after so many calls, too. */
const [patience, mostCalls] = [50, 1000];

/** Thrown at a proxy that never ends. */
class Endless extends Error {
  override readonly name = "Endless";

  constructor(readonly ending: RelayAccount["ending"]) {
    super(ending);
  }
}

/** A kernel with one client, one server, one mirror and two pipes. */
export class RelayKernel {
  readonly #held: Record<Source | Target | "buffer", Piece[]>;
  readonly #slots: Readonly<Record<string, number>>;
  readonly #roomBytes: number;
  readonly #calls: RelayCall[] = [];
  #copiedBytes = 0;
  #idleCalls = 0;

  constructor({ packets, slots, secondSlots, roomBytes }: RelayScript) {
    let at = 0;
    const client = packets.map((bytes): Piece => [at, at += bytes]);
    this.#held = {
      client,
      server: [],
      mirror: [],
      pipe: [],
      "second pipe": [],
      buffer: [],
    };
    this.#slots = { pipe: slots, "second pipe": secondSlots };
    this.#roomBytes = roomBytes;
  }

  /** Moves references from an end to another, one of which is a pipe. @returns As the others do. */
  splice(from: Source, to: Target, count: number): number {
    const isAllowed = (isPipe(from) || isPipe(to)) && from !== to;
    return this.#do({ call: "splice", from, to, count }, isAllowed);
  }

  /** Puts the first references of a pipe into another pipe as well. They stay where they are. */
  tee(from: PipeName, to: PipeName, count: number): number {
    const isAllowed = isPipe(from) && isPipe(to) && from !== to;
    return this.#do({ call: "tee", from, to, count }, isAllowed);
  }

  /** Sends from a file: of what is here, only the client will do, and only into a pipe. */
  sendfile(from: Source, to: Target, count: number): number {
    const isAllowed = from === "client" && isPipe(to);
    return this.#do({ call: "sendfile", from, to, count }, isAllowed);
  }

  /** Copies into the buffer of the program, in the place of what was there. */
  read(from: Source, count: number): number {
    return this.#do({ call: "read", from, to: "buffer", count }, true);
  }

  /** Copies out of the buffer, from its beginning. */
  write(to: Target, count: number): number {
    return this.#do({ call: "write", from: "buffer", to, count }, true);
  }

  /** What has come of it so far. */
  accountOf(ending: RelayAccount["ending"]): RelayAccount {
    const { server, mirror } = this.#held;
    const [copiedBytes, calls] = [this.#copiedBytes, this.#calls];
    return { ending, server, mirror, copiedBytes, calls };
  }

  /** Carries a call out. @returns The bytes that it moved, 0 at the end; −1 for EINVAL. */
  #do(asked: Omit<RelayCall, "gave">, isAllowed: boolean): number {
    const { from, to, count } = asked;
    const isKnown = from in this.#held && to in this.#held &&
      Number.isSafeInteger(count) && count >= 0;
    if (!isAllowed || !isKnown) {
      this.#note({ ...asked, gave: "EINVAL" });
      return -1;
    }
    const pieces = this.#piecesFor(asked);
    const gave = bytesIn(pieces);
    this.#note({ ...asked, gave });
    if (to === "buffer") this.#held.buffer = [];
    this.#held[to].push(...pieces);
    if (!isPipe(to)) this.#held[to] = joined(this.#held[to]);
    const stays = asked.call === "tee" || from === "buffer";
    if (!stays) this.#held[from] = after(this.#held[from], gave);
    if (to === "buffer" || from === "buffer") this.#copiedBytes += gave;
    return gave;
  }

  /** Finds what a call moves: what is there, as far as there is room; or waits. */
  #piecesFor({ call, from, to, count }: Omit<RelayCall, "gave">): Piece[] {
    const held = this.#held[from];
    const isEnd = held.length === 0 && !isPipe(from);
    if (isEnd || count === 0) return [];
    const slots = isPipe(to) ? this.#slots[to]! - this.#held[to].length : 1e9;
    if (held.length === 0 || slots === 0) {
      throw new Endless("it waits for ever");
    }
    const isToSocket = to === "server" || to === "mirror";
    const most = call === "splice" && isToSocket ? this.#roomBytes : count;
    return front(held, Math.min(most, count), slots);
  }

  #note(call: RelayCall): void {
    this.#calls.push(call);
    this.#idleCalls = Number(call.gave) > 0 ? 0 : this.#idleCalls + 1;
    if (this.#idleCalls < patience && this.#calls.length < mostCalls) return;
    throw new Endless("it spins");
  }
}

function isPipe(name: string): name is PipeName {
  return name === "pipe" || name === "second pipe";
}

/** The sum of the lengths of pieces. [bytes] */
function bytesIn(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [from, end]) => sum + end - from, 0);
}

/** The first pieces of a queue: at most so many bytes, in at most so many slots. */
function front(queue: readonly Piece[], bytes: number, slots: number): Piece[] {
  const pieces: Piece[] = [];
  let left = bytes;
  for (const [from, end] of queue.slice(0, slots)) {
    const part = Math.min(left, end - from);
    if (part > 0) pieces.push([from, from + part]);
    left -= part;
  }
  return pieces;
}

/** What is left of a queue without its first bytes. */
function after(queue: readonly Piece[], bytes: number): Piece[] {
  let left = bytes;
  return queue.flatMap(([from, end]): Piece[] => {
    const part = Math.min(left, end - from);
    left -= part;
    return part === end - from ? [] : [[from + part, end]];
  });
}

/** Joins pieces where one goes on as the one before ends. */
function joined(pieces: readonly Piece[]): Piece[] {
  const whole: Piece[] = [];
  for (const [from, end] of pieces) {
    const last = whole.at(-1);
    if (last?.[1] === from) whole[whole.length - 1] = [last[0], end];
    else whole.push([from, end]);
  }
  return whole;
}

/** Lets a proxy do its work, and says what came of it. */
export function tryRelay(script: RelayScript, relay: Relay): RelayAccount {
  const kernel = new RelayKernel(script);
  try {
    relay(kernel);
    return kernel.accountOf("it ends");
  } catch (error) {
    if (error instanceof Endless) return kernel.accountOf(error.ending);
    throw error;
  }
}

/** Makes the calls of an account again. */
export function again({ calls }: Pick<RelayAccount, "calls">): Relay {
  return (kernel) => {
    for (const { call, from, to, count } of calls) {
      const [source, target] = [from as Source, to as Target];
      if (call === "read") kernel.read(source, count);
      else if (call === "write") kernel.write(target, count);
      else if (call === "tee") {
        kernel.tee(from as PipeName, to as PipeName, count);
      } else kernel[call](source, target, count);
    }
  };
}
