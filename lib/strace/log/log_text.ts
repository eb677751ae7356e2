/**
 * Reads the text of a log of strace: lines become calls, joined where strace wrote one in two parts.
 *
 * Every line is counted once, and what cannot be read is counted as well and the first of it shown:
 * nothing is guessed and nothing throws. Only calls that are wanted are cut out of the text; memory
 * grows with the calls that have not returned, not with the log. Left out: times, signals, stacks.
 *
 * @module
 */
import { oneLine } from "../../text/escape_code.ts";
import {
  type BegunCall,
  joinParts,
  readBegun,
  sayBegun,
} from "./begun_call.ts";
import type { LogTaker } from "./call.ts";
import { type CallName, CallNames } from "./call_names.ts";
import { ownCopy } from "./escapes.ts";
import { Prefix } from "./prefix.ts";
import { movesTooMuch, readResult, type Result } from "./result.ts";
import { Threads } from "./threads.ts";

/** A line that is longer is not read: a file that is no log may have no lines. [characters] */
const longestLine = 2 ** 24;

/** So much is shown of a line that cannot be read. [characters] */
const mostShown = 120;

/** Lines that belong to no call, behind what names their thread. */
const passedOver =
  /^(?:--- .* ---$|> |\| |(?:\/\S*)?strace: |\[ Process PID=|Process \d+ |<(?:unfinished|detached) \.\.\.>$|System call usage )/;

/** The rest of a line into which something else was written. */
const continuation = /^(?:,|\)| =>| <(?:unfinished|detached) \.\.\.>$)/;

/** What strace says to a terminal, also in the middle of a line. */
const attached = /(?:(?:\/\S*)?strace: )?Process (\d+) (attached|detached).*$/;

/** Reads a log that comes in pieces of any length. */
export class LogText {
  /** All lines. [lines] */
  lines = 0;
  /** Lines that could not be read, and how the first of them begins. */
  readonly unread: { lines: number; first?: string } = { lines: 0 };

  readonly #taker: LogTaker;
  readonly #names: CallNames;
  readonly #prefix = new Prefix();
  readonly #threads = new Threads();
  /** By their threads. No thread is taken out before it ends, as each calls over and over. */
  readonly #begun = new Map<number, BegunCall | undefined>();
  /** A call whose line is not whole. */
  #broken: BegunCall | undefined;
  /** Whether the line before may not be whole, as nobody looked at its end. */
  #maybeBroken = false;
  /** Whether the table has begun that -C writes at the end. With -c there is nothing else. */
  #isTable = false;
  #hasCalls = false;
  /** The beginning of a line whose end has not come. */
  #rest = "";

  /** @param wanted Whether calls of a name are to be told of. */
  constructor(taker: LogTaker, wanted: (name: string) => boolean) {
    this.#taker = taker;
    this.#names = new CallNames(wanted);
  }

  /** Reads the next piece of the log. */
  feed(text: string): void {
    let start = 0;
    let end = text.indexOf("\n");
    if (end >= 0 && this.#rest !== "") {
      const line = this.#rest + text.slice(0, end);
      this.#rest = "";
      this.#line(line, 0, line.length);
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    while (end >= 0) {
      this.#line(text, start, end);
      start = end + 1;
      end = text.indexOf("\n", start);
    }
    if (this.#rest.length < longestLine) this.#rest += text.slice(start);
  }

  /** Reads what is left when the log has ended. */
  end(): void {
    if (this.#rest !== "") this.#line(this.#rest, 0, this.#rest.length);
    this.#rest = "";
    this.#dropBroken();
  }

  /** Reads one line, without its line feed. */
  #line(text: string, start: number, lineEnd: number): void {
    this.lines += 1;
    const end = text.charCodeAt(lineEnd - 1) === 13 ? lineEnd - 1 : lineEnd;
    if (end <= start) return;
    const prefix = this.#prefix;
    prefix.read(text, start, end);
    const isResumed = text.charCodeAt(prefix.at) === 60 &&
      text.startsWith("<... ", prefix.at);
    const nameAt = isResumed ? prefix.at + 5 : prefix.at;
    const call = this.#names.find(text, nameAt);
    const behind = this.#names.end;
    if (call !== undefined && behind < end && end - start < longestLine) {
      const opens = !isResumed && text.charCodeAt(behind) === 40;
      if (opens || isResumed && text.startsWith(" resumed>", behind)) {
        if (this.#broken !== undefined) this.#dropBroken();
        this.#hasCalls = true;
        this.#maybeBroken = !call.isWanted;
        if (!call.isWanted && !call.makesThread) return;
        const thread = this.#thread(isResumed);
        if (opens) this.#take(thread, call, text.slice(behind + 1, end));
        else this.#resume(thread, call, text.slice(start, end), behind - start);
        return;
      }
    }
    this.#other(text.slice(start, end), text.slice(prefix.at, end));
  }

  /** The thread of the line whose prefix was read last. */
  #thread(isResumed: boolean): number {
    const { thread, isBracketed } = this.#prefix;
    if (thread < 0) return this.#threads.alone();
    if (!isBracketed) return thread;
    const mayBeNew = !isResumed && this.#begun.get(0)?.call.makesThread;
    return this.#threads.named(thread, mayBeNew === true);
  }

  /** Takes a call from what stands behind its `(`, whether or not it has returned. */
  #take(thread: number, call: CallName, body: string): void {
    const begun = readBegun(thread, call, body);
    if (begun !== undefined) return this.#begin(begun, thread);
    const result = readResult(body);
    if (result !== undefined) return this.#deliver(thread, call, body, result);
    if (body.endsWith(" <detached ...>")) return;
    this.#follow(body);
    this.#broken = { thread, call, body: ownCopy(body.replace(attached, "")) };
  }

  /** Takes a call that has returned. */
  #deliver(thread: number, call: CallName, body: string, end: Result): void {
    const { argsEnd, value: result, errno, returned } = end;
    const { name, makesThread, isWanted } = call;
    let args = body.slice(0, argsEnd);
    // A thread that was killed has not come back from its call.
    if (result === undefined) args = args.replace(/ ?<unfinished \.\.\.>$/, "");
    else if (makesThread && result > 0) this.#threads.began(result);
    if (!isWanted) return;
    if (args.charCodeAt(args.length - 1) === 32) args = args.trimEnd();
    if (result !== undefined && movesTooMuch(name, args, result)) {
      return this.#unread(sayBegun({ thread, call, body }));
    }
    this.#taker.call(
      errno !== undefined
        ? { thread, name, args, result, errno }
        : returned !== undefined
        ? { thread, name, args, result, returned }
        : { thread, name, args, result },
    );
  }

  /** Keeps a call that has not returned. @param by The thread that made it. */
  #begin(begun: BegunCall, by: number): void {
    const { thread, call, body } = begun;
    const before = by === thread ? this.#begun.get(thread) : undefined;
    if (before !== undefined) this.#unread(sayBegun(before));
    this.#begun.set(thread, begun);
    if (call.makesThread && call.isWanted) {
      this.#taker.begin(thread, call.name, body);
    }
  }

  /** Joins a call with its beginning. @param nameEnd Where ` resumed>` is. */
  #resume(
    thread: number,
    call: CallName,
    line: string,
    nameEnd: number,
  ): void {
    const begun = this.#begun.get(thread);
    if (begun?.call.name !== call.name) return this.#unread(line);
    this.#begun.set(thread, undefined);
    this.#take(thread, call, joinParts(begun.body, line.slice(nameEnd + 9)));
  }

  /** Takes a line that is no call. @param body What stands behind the name of its thread. */
  #other(line: string, body: string): void {
    const broken = this.#broken;
    if (broken !== undefined && continuation.test(line)) {
      this.#broken = undefined;
      return this.#take(broken.thread, broken.call, broken.body + line);
    }
    if (body.startsWith("+++ ")) return this.#ended(body);
    this.#follow(body);
    if (body.startsWith("% time ")) this.#isTable = true;
    if (this.#isTable ? this.#hasCalls : passedOver.test(body || line)) return;
    if (this.#maybeBroken && continuation.test(line)) return;
    this.#unread(line);
  }

  /** Takes `+++ exited with 0 +++` and its kin. */
  #ended(body: string): void {
    const thread = this.#thread(false);
    const by = /^\+\+\+ superseded by execve in pid (\d+) /.exec(body)?.[1];
    if (by === undefined) return this.#exit(thread);
    // execve(2) in another thread than the first goes on under the number of the first.
    const begun = this.#begun.get(Number(by));
    this.#exit(Number(by));
    if (begun !== undefined) this.#begun.set(thread, begun);
  }

  /** Follows what strace says of the processes that it looks at. */
  #follow(body: string): void {
    const found = attached.exec(body);
    if (found?.[2] === "attached") this.#threads.began(Number(found[1]));
    if (found?.[2] === "detached") this.#exit(Number(found[1]));
  }

  #exit(pid: number): void {
    const thread = this.#threads.ended(pid);
    this.#begun.delete(thread);
    this.#taker.exit(thread);
  }

  #dropBroken(): void {
    if (this.#broken !== undefined) this.#unread(sayBegun(this.#broken));
    this.#broken = undefined;
  }

  #unread(line: string): void {
    this.unread.lines += 1;
    this.unread.first ??= oneLine(line.slice(0, mostShown)) +
      (line.length > mostShown ? "…" : "");
  }
}
