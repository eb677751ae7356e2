/**
 * What the calls of one program are made with: its file, its memory, its pipe, and the end.
 *
 * What would wait for ever is refused instead: its pipes do not wait, and its sockets not for long.
 * All that the calls have made is given back with a stack.
 *
 * @module
 */
import type { Handing, TransferSetup } from "../calls.ts";
import { aligned } from "../further/strategies.ts";
import { allowZerocopy } from "../further/zerocopy_notice.ts";
import type { PipeEnds } from "../kernel.ts";
import { type Move, moves, MSG_ZEROCOPY, SPLICE_F_NONBLOCK } from "../moves.ts";
import type { PlannedCall } from "./planned_call.ts";
import { openPastCache } from "../scratch_file.ts";
import { SyscallError } from "../syscall_error.ts";

/** Linux refused a call of a program. */
export class RefusedCall extends SyscallError {
  constructor(readonly planned: PlannedCall, error: SyscallError) {
    super(error.call, error.errno);
    this.message = `step ${planned.step}: ${this.message}`;
  }
}

/** A call on its way. */
export class Underway {
  /** [bytes] */
  done = 0;
  isOver = false;

  /** @param handing What is told once it has handed bytes on. */
  constructor(readonly planned: PlannedCall, readonly handing: Handing) {}
}

/** @see fcntl(2) */
const F_SETPIPE_SZ = 1031;

/** The most that can be asked of a pipe: the largest number there. [bytes] @see fcntl(2) */
const mostPipeBytes = 2 ** 31 - 1;

/** What a pipe holds that nobody asked for more. [pages] @see pipe(7) */
const usualSlots = 16;

/** No descriptor: Linux says that it is none. @see open(2), mmap(2) */
const noDescriptor = -1;
const noAddress = 0n;

/** A call that was made ready. */
interface ReadyMove {
  readonly planned: PlannedCall;
  readonly move: Move;
  /** The part of the file that its memory holds; no beginning if it holds a piece at a time. [bytes] */
  readonly begin: number | undefined;
  readonly end: number;
}

/** Whether a call that was made ready is the one that is to be made. */
function fits(
  { planned, begin = 0, end }: ReadyMove,
  { call, from, to, position, bytes }: PlannedCall,
): boolean {
  return planned.call === call && planned.from === from && planned.to === to &&
    begin <= position && position + bytes <= end;
}

/** What the calls of one run are made with, and what they have made. */
export class ProgramHands {
  readonly #transfer: TransferSetup;
  readonly #stack: DisposableStack;
  readonly #isKept: boolean;
  #pipe: PipeEnds | undefined;
  /** Calls that were made ready, by their steps, for as long as nothing is opened or mapped. */
  readonly #ready = new Map<number, ReadyMove>();
  #mappings: { position: number; bytes: number; address: bigint }[] = [];
  #pastCache: number | undefined;

  /** @param stack Gives back what the calls have made. */
  constructor(
    transfer: TransferSetup,
    stack: DisposableStack,
    isKept: boolean,
  ) {
    this.#transfer = transfer;
    this.#stack = stack;
    this.#isKept = isKept;
    stack.defer(() => this.#unmap());
  }

  /**
   * Makes a call until it is over, or would have to wait when it had moved a part.
   *
   * @returns What it would have to wait for, if so.
   * @throws {RefusedCall} If Linux refused it, or it would have to wait before it moved anything.
   */
  make(one: Underway): RefusedCall | undefined {
    const { planned } = one;
    try {
      const opening = this.#openings[planned.call];
      if (opening !== undefined) {
        this.#ready.clear();
        one.done = opening(planned);
      } else this.#move(one);
      one.isOver = true;
      return undefined;
    } catch (error) {
      if (!(error instanceof SyscallError)) throw error;
      const refused = new RefusedCall(planned, error);
      if (error.code === "EAGAIN" && one.done > 0) return refused;
      throw refused;
    }
  }

  /** Calls that make something or take it away. Each returns what it has handed on. [bytes] */
  readonly #openings: Partial<
    Record<PlannedCall["call"], (planned: PlannedCall) => number>
  > = {
    pipe: ({ slots = usualSlots }) => {
      const { kernel } = this.#transfer;
      const pipe = this.#stack
        .adopt(kernel.pipe({ waits: false }), (one) => kernel.closePipe(one));
      this.#pipe = pipe;
      if (slots !== usualSlots) {
        const bytes = slots * kernel.call("getpagesize");
        const asked = Math.min(bytes, mostPipeBytes);
        kernel.call("fcntl", pipe.writeEnd, F_SETPIPE_SZ, asked);
      }
      return 0;
    },
    mmap: ({ position, bytes }) => {
      const { kernel, file } = this.#transfer;
      const address = kernel.mmap(file, bytes, position);
      this.#mappings.push({ position, bytes, address });
      return bytes;
    },
    munmap: () => {
      // Where nothing is mapped there is no length either: so nothing of anybody else goes.
      if (this.#mappings.length > 0) this.#unmap();
      else this.#transfer.kernel.munmap(noAddress, 0);
      return 0;
    },
  };

  #unmap(): void {
    while (this.#mappings.length > 0) {
      const { address, bytes } = this.#mappings.pop()!;
      this.#transfer.kernel.munmap(address, bytes);
    }
  }

  #move(one: Underway): void {
    const { call, position, bytes } = one.planned;
    const { move, begin } = this.#readyFor(one.planned);
    const at = begin === undefined ? 0 : position - begin;
    while (one.done < bytes) {
      const { done } = one;
      const moved = move(at + done, bytes - done, position + done);
      if (moved === 0) return;
      one.done += moved;
      // What was doubled is still in its pipe: once more, it would be the same again.
      if (call === "tee") return;
    }
  }

  #readyFor(planned: PlannedCall): ReadyMove {
    const kept = this.#ready.get(planned.step);
    if (kept !== undefined && fits(kept, planned)) return kept;
    const { kernel, file, to } = this.#transfer;
    const { call, flag } = planned;
    const isDirect = flag === "O_DIRECT";
    const source = planned.from === "pipe"
      ? this.#pipe?.readEnd ?? noDescriptor
      : isDirect
      ? this.#openPastCache()
      : file;
    const target = planned.to === "pipe"
      ? this.#pipe?.writeEnd ?? noDescriptor
      : to;
    if (flag === "MSG_ZEROCOPY") this.#allowZerocopy();
    const flags = call !== "send"
      ? SPLICE_F_NONBLOCK
      : flag === "MSG_ZEROCOPY"
      ? MSG_ZEROCOPY
      : 0;
    const { memory, begin, end } = this.#memoryFor(planned);
    const move = moves[call]!({ kernel, source, target, memory, flags });
    const ready: ReadyMove = {
      planned,
      move: isDirect ? (at, bytes) => move(at, aligned(bytes)) : move,
      ...{ begin, end },
    };
    this.#ready.set(planned.step, ready);
    return ready;
  }

  /** Finds the memory of a call, and which part of the file it holds. */
  #memoryFor(
    { from, position, bytes }: PlannedCall,
  ): Pick<ReadyMove, "begin" | "end"> & { memory: bigint } {
    if (from !== "mapping") {
      const { address: memory } = this.#transfer.buffer;
      return { memory, begin: this.#isKept ? 0 : undefined, end: Infinity };
    }
    const mapping = this.#mappings.find((one) =>
      one.position <= position &&
      position + bytes <= one.position + one.bytes
    );
    if (mapping === undefined) {
      return { memory: noAddress, begin: undefined, end: 0 };
    }
    const { address: memory, position: begin } = mapping;
    return { memory, begin, end: begin + mapping.bytes };
  }

  #openPastCache(): number {
    const { kernel, file } = this.#transfer;
    return this.#pastCache ??= this.#stack
      .adopt(openPastCache(kernel, file), (fd) => kernel.call("close", fd));
  }

  /** Where the end takes no such sends, the send itself says so, or copies in silence. */
  #allowZerocopy(): void {
    const { kernel, to } = this.#transfer;
    try {
      allowZerocopy(kernel, to);
    } catch (error) {
      if (!(error instanceof SyscallError)) throw error;
    }
  }
}
