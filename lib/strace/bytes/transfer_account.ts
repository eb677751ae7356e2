/**
 * The account of one transfer while its calls are read.
 *
 * Nothing is said of it before bytes have moved: calls that were refused until then wait for them.
 *
 * @module
 */
import type { HeldFile } from "./held_bytes.ts";
import type {
  Confidence,
  End,
  Portion,
  Sign,
  Transfer,
  Way,
} from "../transfer.ts";

/** How often each call was made. */
export type CallTimes = Record<string, number>;

/** Counts a call. */
export function countCall(calls: CallTimes, name: string, times = 1): void {
  calls[name] = (calls[name] ?? 0) + times;
}

/** The confidences, from the highest. */
const confidences: readonly Confidence[] = ["certain", "likely", "possible"];

/** Fewer fit by chance: where more was read, and where the end of the file was not. [bytes] */
const fewBytes = 4096;
const veryFewBytes = 512;

/** Ways that tell the kernel both ends. */
const certainWays: ReadonlySet<Way> = new Set<Way>([
  "sendfile",
  "splice",
  "copy_file_range",
]);

/** What went by one way, while it is counted. */
class PortionAccount {
  readonly calls: CallTimes = {};
  bytes = 0;
  takes = 0;
  takenBytes = 0;
  puts = 0;
  least = Infinity;
  most = 0;

  constructor(readonly way: Way) {}

  portion(): Portion {
    const { way, bytes, calls, takes, takenBytes, puts, least, most } = this;
    return {
      way,
      bytes,
      calls,
      takes,
      takenBytes,
      puts,
      putBytes: [least, most],
    };
  }
}

/** What is known of a call that has put bytes into the end. */
export interface PutSign {
  /** The log says from where the bytes are. */
  readonly isTold?: boolean;
  /** It is counted with what it puts by another way. */
  readonly isCounted?: boolean;
}

/** Where a call stopped that was asked for more. */
export interface Cut {
  readonly file: object;
  /** Nothing where the file's own position says it. [bytes] */
  readonly next: number | undefined;
}

/** What goes from one file to one end, while it is counted. */
export class TransferAccount {
  readonly #signs: Sign[] = [];
  /** Calls that moved less than they were asked for, though more was to come. */
  short = 0;
  /** Pieces of which a part was written for no reason that is seen, and of which more is to come. */
  begun = 0;
  /** Parts of the file that were mapped, and what of them was written. [bytes] */
  mappedBytes = 0;
  writtenMappedBytes = 0;
  /** A header is before it, or that in records of TLS; unless some went in its own length. */
  mayBeTls = false;
  isPlain = false;
  /** What the process held that read it. */
  held: HeldFile | undefined;
  /** The last call moved less than it was asked for: of what, and where it would go on. */
  cut: Cut | undefined;
  /** Its first bytes have gone out. */
  hasAnswered = false;
  /** It has been told: what comes later is of another. */
  isOver = false;
  #portions: PortionAccount[] = [];
  #last: PortionAccount | undefined;
  #waiting: CallTimes = {};
  #refused = 0;
  #refusedNames: string[] = [];
  #doubt = 0;

  constructor(
    readonly path: string,
    readonly to: End,
    readonly end: string,
  ) {}

  /** A call has put bytes into the end. */
  put(way: Way, name: string, bytes: number, how: PutSign = {}): void {
    const portion = this.#portionOf(way);
    portion.bytes += bytes;
    portion.puts++;
    if (bytes < portion.least) portion.least = bytes;
    if (bytes > portion.most) portion.most = bytes;
    if (how.isCounted !== false) countCall(portion.calls, name);
    if (how.isTold !== true && !certainWays.has(way)) this.doubt("likely");
    if (this.#refusedNames.length > 0) this.#noteRefusedFirst(name);
  }

  /** Calls have taken bytes out of the file. */
  take(way: Way, name: string, taken: { calls: number; bytes: number }): void {
    const portion = this.#portionOf(way);
    portion.takes += taken.calls;
    portion.takenBytes += taken.bytes;
    countCall(portion.calls, name, taken.calls);
  }

  /** Something was seen on its way. */
  note(sign: Sign): void {
    if (!this.#signs.includes(sign)) this.#signs.push(sign);
  }

  /**
   * Calls were made for it that moved nothing: those that found the end, mmap, pipe.
   *
   * @param way By which they were to move bytes; nothing if by the one of those before.
   */
  count(name: string, times = 1, way?: Way): void {
    const portion = way === undefined ? this.#last : this.#portionOf(way);
    countCall(portion?.calls ?? this.#waiting, name, times);
  }

  /** A call was refused. */
  refuse(name: string, errno: string, way: Way): void {
    this.count(name, 1, way);
    this.#refused++;
    if (errno === "EAGAIN") this.note("does not block");
    else if (errno !== "EINTR" && !this.#refusedNames.includes(name)) {
      this.#refusedNames.push(name);
    }
  }

  /** Something was found that lets no more than this be said. */
  doubt(confidence: Confidence): void {
    this.#doubt = Math.max(this.#doubt, confidences.indexOf(confidence));
  }

  /** Tells it, if its port has shown TLS or not; nothing where no bytes have moved. */
  transfer(hasTls = false): Transfer | undefined {
    this.isOver = true;
    if (this.mayBeTls && !this.isPlain) {
      this.note(`${hasTls ? "" : "perhaps "}TLS in the program`);
      this.doubt("possible");
    }
    this.#judgeMapped();
    this.#judgeRead();
    const [most, ...others] = this.#portions
      .toSorted((a, b) => b.bytes - a.bytes);
    if (most === undefined || most.puts === 0) return undefined;
    const portions = [most];
    for (const portion of others) {
      if (portion.puts > 0) portions.push(portion);
      else {
        for (const name in portion.calls) {
          countCall(most.calls, name, portion.calls[name]);
        }
      }
    }
    const { path, to, end, short } = this;
    return {
      path,
      to,
      end,
      portions: portions.map((portion) => portion.portion()),
      refused: this.#refused,
      short,
      confidence: confidences[this.#doubt]!,
      signs: this.#signs,
    };
  }

  #portionOf(way: Way): PortionAccount {
    if (this.#last?.way === way) return this.#last;
    let portion = this.#portions.find((known) => known.way === way);
    if (portion === undefined) {
      portion = new PortionAccount(way);
      this.#portions.push(portion);
    }
    this.#last = portion;
    for (const name in this.#waiting) {
      countCall(portion.calls, name, this.#waiting[name]);
    }
    this.#waiting = {};
    return portion;
  }

  /** Lets go what fits too little of what was mapped: anything large enough would. */
  #judgeMapped(): void {
    const most = this.writtenMappedBytes;
    if (this.mappedBytes <= most) return;
    const isFew = this.to !== "socket" || this.mappedBytes > 2 * most;
    if (isFew) this.#forget("mmap");
    else this.doubt("possible");
  }

  /** Lets go few bytes of a file that was not sent as a whole: they fit by chance. */
  #judgeRead(): void {
    const { held } = this;
    if (held === undefined) return;
    const isLeft = held.rest > 0;
    const isPart = this.to !== "socket" && !held.file.foundEnd;
    let bytes = 0;
    for (const portion of this.#portions) bytes += portion.bytes;
    const most = this.#signs.includes("TLS in the program") ? bytes : Infinity;
    const isFew = isPart && bytes < veryFewBytes;
    if (
      isLeft && bytes < fewBytes || isFew && !held.file.isSmall ||
      held.rest > most
    ) this.#forget("read");
    // What was read last may be left where a log or a connection ends.
    const isCut = held.rest <= bytes && !held.file.foundEnd && !held.isSkipped;
    if (isFew || isLeft && !isCut || this.begun > 0) this.doubt("possible");
  }

  #forget(by: "read" | "mmap"): void {
    this.#portions = this.#portions.filter(({ way }) => !way.startsWith(by));
  }

  #noteRefusedFirst(name: string): void {
    if (!this.#refusedNames.includes(name)) this.note("refused first");
    this.#refusedNames = [];
  }
}
