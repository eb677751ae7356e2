/**
 * An open file description: what one or several descriptors lead to, in one or several processes.
 *
 * It leaves out where in the file it stands: what is read next is not needed to say what was sent.
 *
 * @module
 */
import type { Pipe } from "./bytes/pipe_queue.ts";
import type { Service } from "./target.ts";
import { Target } from "./target.ts";
import type { TransferAccount } from "./bytes/transfer_account.ts";

/** What a descriptor leads to; "other" is neither a source nor an end: a folder, a terminal, epoll. */
export type OpenKind = "file" | "socket" | "pipe" | "other" | "unknown";

/** An open file description. */
export class OpenFile {
  static #opened = 0;
  /** Those that were opened before have less. */
  readonly order = OpenFile.#opened++;
  readonly kind: OpenKind;
  /** The path of a file, the address of a socket; "" if the log does not say it. */
  name: string;
  /** What -y said of it as it was opened. */
  note: string | undefined;
  /** How many descriptors lead to it. */
  descriptors = 0;
  /** O_DIRECT: reads go past the page cache. */
  isDirect = false;
  /** Whose request it seems to be opened for. */
  asker: Target | undefined;
  /** Only the order of requests says so. */
  isGuessed = false;
  /** A read has found its end. */
  foundEnd = false;
  /** A read has got all of it, and it was little. */
  isSmall = false;
  /** What runs between this and the other end of a pipe. */
  readonly pipe: Pipe | undefined;
  /** What is known of the port that it came in at, or that it listens at. */
  service: Service | undefined;
  /** It was there before the log. */
  isOld = false;
  /** The transfer that last took bytes of it. */
  feeds: TransferAccount | undefined;
  /** What of it went where another file fits as well, or the other way round. */
  isDoubtful = false;
  #target: Target | undefined;

  constructor(kind: OpenKind, name: string, pipe?: Pipe) {
    this.kind = kind;
    this.name = name;
    this.pipe = pipe;
  }

  /** What bytes are put into here; nothing where no transfer can end. */
  get target(): Target | undefined {
    if (this.kind === "other" || this.kind === "unknown") return undefined;
    return this.#target ??= this.pipe?.target ??
      new Target(this.kind, this.name, this);
  }

  /** Where its bytes go is not sure from now on, nor where those went that are still told. */
  doubt(): void {
    this.isDoubtful = true;
    if (this.feeds?.isOver === false) this.feeds.doubt("possible");
  }

  /** What was put into it; nothing if it was never asked for. */
  get usedTarget(): Target | undefined {
    return this.#target ?? this.pipe?.target;
  }
}

/** Reads what -y and -yy say of a descriptor: a path, or what it is with its address. */
export function openedBy(note: string): [kind: OpenKind, name: string] {
  if (note.startsWith("/")) return [kindOfPath(note), note];
  if (note.startsWith("pipe:")) return ["pipe", ""];
  const colon = note.indexOf(":[");
  const what = colon < 0 ? note : note.slice(0, colon);
  if (what === "anon_inode" || what.startsWith("NETLINK")) return ["other", ""];
  if (what === "socket" || /^(?:TCP|UNIX-STREAM|UNIX:|UNIX$|SCTP)/.test(what)) {
    return ["socket", what === "socket" ? "" : addressIn(note)];
  }
  return ["other", ""];
}

/** Says whether a path leads to bytes that lie somewhere, or to a device. */
export function kindOfPath(path: string): OpenKind {
  return path.startsWith("/dev/") && !path.startsWith("/dev/shm/")
    ? "other"
    : "file";
}

/** Finds the other end: of "TCP:[here->there]" what stands behind the arrow. */
function addressIn(note: string): string {
  const inside = note.slice(note.indexOf("[") + 1, -1);
  const arrow = inside.indexOf("->");
  return arrow < 0 ? inside : inside.slice(arrow + 2);
}
