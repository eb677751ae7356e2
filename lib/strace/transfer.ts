/**
 * A transfer: this file went there, by these calls.
 *
 * It is what system calls say and no more: what they cost, a model must say.
 *
 * @module
 */

/** What the bytes went into. */
export type End = "socket" | "pipe" | "file";

/** Which calls moved the bytes on. Calls of one kind have one name here: pread is a read, send a write. */
export type Way =
  | "read + write"
  | "read(O_DIRECT) + write"
  | "mmap + write"
  | "read + send(MSG_ZEROCOPY)"
  | "mmap + send(MSG_ZEROCOPY)"
  | "sendfile"
  | "splice"
  | "read + vmsplice + splice"
  | "mmap + vmsplice + splice"
  | "copy_file_range";

/** How sure it is that these bytes went there. */
export type Confidence =
  /** The kernel was told both ends. */
  | "certain"
  /** Lengths and order fit, piece by piece. */
  | "likely"
  /** They fit in sum only, or as far as encryption lets them. */
  | "possible";

/** Something that was seen on the way, of which a finding can be made. */
export type Sign =
  /** More was written than read, as records of TLS need it. */
  | "TLS in the program"
  /** What was written is as much longer as a header is, or a header in records of TLS. */
  | "perhaps TLS in the program"
  /** setsockopt(TCP_ULP, "tls"): the kernel encrypts. */
  | "kTLS"
  /** A header went in a call of its own, with nothing that holds it back for the file. */
  | "header apart"
  /** MSG_MORE, SPLICE_F_MORE, TCP_CORK, or header and file in one call. */
  | "header joined"
  /** Header and file went in one call: it holds the header back by itself. */
  | "header in one call"
  /** The file was mapped, and unmapped, for this transfer. */
  | "mapped for it"
  /** One thread read, another wrote. */
  | "other thread"
  /** Another call was tried first and refused: copy_file_range, then sendfile. */
  | "refused first"
  /** The end did not block: EAGAIN was an answer. */
  | "does not block";

/** What went by one way: usually all of a transfer. */
export interface Portion {
  readonly way: Way;
  /** What has reached the end. [bytes] */
  readonly bytes: number;
  /**
   * How often each call was made for it, by its name: those that were refused, were short or found
   * the end as well. What opens and closes is not among them; mmap, munmap and pipe are.
   */
  readonly calls: Readonly<Record<string, number>>;
  /** Calls that moved bytes out of the file: into memory or into a pipe. */
  readonly takes: number;
  /** What these moved. [bytes] */
  readonly takenBytes: number;
  /** Calls that moved bytes to the end. sendfile and copy_file_range do both, and are counted here. */
  readonly puts: number;
  /** The fewest and the most bytes that one of these moved. [bytes] */
  readonly putBytes: readonly [least: number, most: number];
}

/** All that went from one file to one end: one connection, one pipe, one other file. */
export interface Transfer {
  /** The file, as it was opened. */
  readonly path: string;
  readonly to: End;
  /** What the log says of the end: an address, a path; "" if nothing. */
  readonly end: string;
  /** By which ways, the one with the most bytes first. At least one. */
  readonly portions: readonly Portion[];
  /** Calls that failed with EAGAIN or otherwise. */
  readonly refused: number;
  /** Calls that moved less than they were asked for, though more was to come. */
  readonly short: number;
  readonly confidence: Confidence;
  /** Each once. */
  readonly signs: readonly Sign[];
}

/** What a log held besides: all that a reader must know in order not to believe too much. */
export interface LogSummary {
  /** [lines] */
  readonly lines: number;
  /** Lines that could not be read, and the first of them, cut off where it is long. */
  readonly unread: { readonly lines: number; readonly first?: string };
  /** Bytes that were read from files and of which it is not seen that they were sent. [bytes] */
  readonly keptBytes: number;
  /**
   * Bytes that were received from sockets, and as many written that are of no file, in the same
   * process: by what they went into. [bytes]
   */
  readonly received?: Readonly<Record<End, number>>;
  /** What strace cannot show, or could not be followed, each once with how often it was seen. */
  readonly hidden: readonly Hidden[];
}

/** What was there and could not be followed. */
export interface Hidden {
  readonly what:
    | "io_uring"
    | "sendmmsg"
    | "SCM_RIGHTS"
    | "unknown descriptor"
    | "order"
    | "no times";
  readonly times: number;
}
