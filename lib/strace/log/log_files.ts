/**
 * The files that logs of strace are in: one for each log, or with -ff one for each thread.
 *
 * A file is read piece by piece and never whole. Left out: logs that are compressed are refused.
 *
 * @module
 */
import { mergeLogs } from "./merging.ts";
import { Prefix } from "./prefix.ts";
import type { Hidden } from "../transfer.ts";

/** What stands for standard input. */
export const standardInput = "-";

/** How a file of gzip begins. @see RFC 1952 */
const gzipMark = [0x1f, 0x8b];

/** So much is read of all files together at once. [bytes] */
const pieceBytes = 2 ** 20;

/** What `LogFileError.state` says of a file that gzip has made. */
export const gzipped = "is compressed by gzip";

/** A file that holds no log. */
export class LogFileError extends Error {
  override readonly name = "LogFileError";
  /** As it was given. */
  readonly path: string;
  /** What is wrong: "is a folder". */
  readonly state: string;

  constructor(path: string, state: string, options?: ErrorOptions) {
    const what = path === standardInput ? "Standard input" : `"${path}"`;
    super(`${what} ${state}`, options);
    this.path = path;
    this.state = state;
  }
}

/** A log, and what of the order of its lines is not known. */
export interface Log {
  /** Its text, in pieces that end anywhere. */
  readonly pieces: Iterable<string>;
  /** How often lines of two threads follow each other whose order is not known, so far. */
  readonly unsure: () => Hidden;
}

/** The file of one thread, `NAME.PID`, also with an ending of its own. */
const ofThread = /^(.*\.)(\d{1,7})((?:\.[a-z]+)?)$/;

function threadOf(path: string): number {
  return Number(ofThread.exec(path)?.[2]);
}

/**
 * Finds which files belong together: those that `strace -ff` has written have one name, and the
 * number of a thread behind it. Others are logs of their own.
 */
export function groupFiles(paths: readonly string[]): string[][] {
  const groups = Map.groupBy(
    paths,
    (path, index) =>
      ofThread.test(path) ? path.replace(ofThread, "$1*$3") : index,
  );
  return [...groups.values()].map((group) =>
    group.sort((a, b) => threadOf(a) - threadOf(b))
  );
}

/**
 * Opens logs, one after the other: each must be read before the next. Threads of two logs are not
 * the same, even if they have one number.
 *
 * @throws {LogFileError} If a file is not there, is a folder or no text, or is empty.
 */
export function* openLogs(paths: readonly string[]): Generator<Log> {
  for (const group of groupFiles(paths)) {
    const files: LogFile[] = [];
    try {
      for (const path of group) files.push(new LogFile(path, group.length));
      if (files.length > 1 && !files.some(({ first }) => namesThread(first))) {
        yield mergedLog(files);
      } else {
        for (const file of files) {
          yield { pieces: file.pieces(), unsure: () => nothingUnsure };
        }
      }
    } finally {
      for (const file of files) file.close();
    }
  }
}

const nothingUnsure: Hidden = { what: "order", times: 0 };

function mergedLog(files: readonly LogFile[]): Log {
  let what: Hidden["what"] = "order";
  let times = 0;
  const logs = files.map((file) => ({
    thread: threadOf(file.path),
    pieces: file.pieces(),
  }));
  const pieces = mergeLogs(logs, (hasTime) => {
    times += 1;
    if (!hasTime) what = "no times";
  });
  return { pieces, unsure: () => ({ what, times }) };
}

/** Whether a log says which thread its first line is of, so that its name need not. */
function namesThread(text: string): boolean {
  const prefix = new Prefix();
  const [line = ""] = text.split("\n", 1);
  prefix.read(line, 0, line.length);
  return prefix.thread >= 0;
}

/** A file that has been opened, and looks like text. */
class LogFile {
  readonly path: string;
  /** How it begins. */
  readonly first: string;

  readonly #file: Pick<Deno.FsFile, "readSync" | "close">;
  readonly #decoder = new TextDecoder();
  readonly #bytes: Uint8Array<ArrayBuffer>;

  /** @param files How many are read together. */
  constructor(path: string, files: number) {
    this.path = path;
    this.#file = path === standardInput ? Deno.stdin : open(path);
    const bytes = Math.max(Math.floor(pieceBytes / files), 2 ** 12);
    this.#bytes = new Uint8Array(bytes);
    const first = this.#firstPiece();
    if (first === undefined) {
      // A thread may have made no call; a log has some.
      if (files === 1) throw this.#refuse("is empty");
    } else if (gzipMark.every((byte, at) => this.#bytes[at] === byte)) {
      throw this.#refuse(gzipped);
    } else if (first.includes("\0")) throw this.#refuse("is no text");
    this.first = first ?? "";
  }

  /** All of the file. */
  *pieces(): Generator<string> {
    yield this.first;
    let piece = this.#read();
    while (piece !== undefined) {
      yield piece;
      piece = this.#read();
    }
    yield this.#decoder.decode();
  }

  close(): void {
    if (this.#file !== Deno.stdin) this.#file.close();
  }

  /** Standard input may be a folder: nobody has looked. */
  #firstPiece(): string | undefined {
    try {
      return this.#read();
    } catch (error) {
      if (codeOf(error) === "EISDIR") throw this.#refuse("is a folder");
      throw error;
    }
  }

  #refuse(state: string): LogFileError {
    this.close();
    return new LogFileError(this.path, state);
  }

  #read(): string | undefined {
    const bytes = this.#file.readSync(this.#bytes);
    if (bytes === null) return undefined;
    const piece = this.#bytes.subarray(0, bytes);
    return this.#decoder.decode(piece, { stream: true });
  }
}

function open(path: string): Deno.FsFile {
  let file: Deno.FsFile;
  try {
    file = Deno.openSync(path);
  } catch (cause) {
    const state = cause instanceof Deno.errors.NotFound
      ? "is not there"
      : codeOf(cause) === "EMFILE"
      ? "cannot be opened besides the others: too many open files. Raise " +
        "the limit before, as by ulimit -n 4096"
      : "cannot be read";
    throw new LogFileError(path, state, { cause });
  }
  if (!file.statSync().isDirectory) return file;
  file.close();
  throw new LogFileError(path, "is a folder");
}

/** The name of the kernel's error, if it is one. */
function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error
    ? String(error.code)
    : undefined;
}
