/**
 * What the arguments of a call say, in all spellings of strace 4 to 6.
 *
 * Nothing here throws: what is not of the kind asked for is `undefined`. A text that is returned
 * keeps no log in memory.
 *
 * @module
 */
import { unescape } from "./escapes.ts";
import { bracketEnd, noteEnd, quoteEnd, splitAtCommas } from "./nesting.ts";

/** A descriptor, as a list names it. */
export interface Descriptor {
  readonly fd: number;
  /** What -y or -yy says of it: "/srv/a.bin", "TCP:[…]", "pipe:[123]", "/dev/null". */
  readonly note?: string;
}

/** A text in quotes. */
export interface QuotedText {
  /** What it says, without escapes: bytes that are UTF-8 are read as such. */
  readonly text: string;
  /** Whether -s has cut it off. */
  readonly isCut: boolean;
}

/** A piece of memory that readv(2), writev(2) or sendmsg(2) names. */
export interface Iovec {
  /** Its text in quotes, or its address, as it was written. */
  readonly base: string;
  /** [bytes] */
  readonly bytes: number;
}

/** Splits what stands between the parentheses of a call into its arguments. */
export const splitArguments: (args: string) => string[] = splitAtCommas;

/** Removes the name that -N puts before an argument: `fd=3`. */
function valueOf(text: string): string {
  return /^[a-z]\w*=/.test(text) ? text.slice(text.indexOf("=") + 1) : text;
}

/** Reads a number, also with a comment behind it. */
function readNumber(text: string): number | undefined {
  const found = /^\d+(?=$|\s)/.exec(valueOf(text));
  return found === null ? undefined : Number(found[0]);
}

/** Reads a descriptor, with or without its note. */
function readDescriptor(text: string): Descriptor | undefined {
  const found = /^\d+(?=$|[\s<])/.exec(text);
  if (found === null) return undefined;
  const fd = Number(found[0]);
  const note = readNote(text.slice(found[0].length));
  return note === undefined ? { fd } : { fd, note };
}

/** Reads a note, `<…>`: without the device, and without what says that the file is deleted. */
export function readNote(text: string): string | undefined {
  if (!text.startsWith("<")) return undefined;
  const note = text.slice(1, noteEnd(text, 0) - 1);
  const isPlain = !note.endsWith(">") && !note.endsWith(")");
  return unescape(
    isPlain ? note : note.replace(/<(?:char|block) [^<>]*>$| \(deleted\)$/, ""),
  );
}

/** Reads a list of descriptors, as pipe(2) and socketpair(2) give: `[3, 4]`. */
export function readDescriptors(text: string): Descriptor[] | undefined {
  const items = readList(text)?.map(readDescriptor);
  return items?.every((item) => item !== undefined) ? items : undefined;
}

/** Reads a text in quotes. Where there is an address or NULL, it is `undefined`. */
export function readString(text: string): QuotedText | undefined {
  const value = valueOf(text);
  if (!value.startsWith('"')) return undefined;
  const end = quoteEnd(value, 0);
  return {
    text: unescape(value.slice(1, end - 1)),
    isCut: value.startsWith("...", end),
  };
}

/** Reads a list into its items. What -s or -e abbrev has left out is not among them. */
function readList(text: string): string[] | undefined {
  const value = valueOf(text);
  if (!value.startsWith("[")) return undefined;
  const items = splitAtCommas(value.slice(1, bracketEnd(value, 0) - 1));
  return items.filter((item) => item !== "...");
}

/**
 * Reads fields, `{a=1, b=[2]}`, or arguments that have names. The count that strace 4 writes behind
 * a name is no part of it: `msg_iov(1)=`.
 */
function readFields(text: string): ReadonlyMap<string, string> {
  const inside = text.startsWith("{")
    ? text.slice(1, bracketEnd(text, 0) - 1)
    : text;
  const fields = new Map<string, string>();
  for (const part of splitAtCommas(inside)) {
    const found = /^(\w+)(?:\(\d+\))?=/.exec(part);
    if (found !== null) fields.set(found[1]!, part.slice(found[0].length));
  }
  return fields;
}

/**
 * Reads the pieces of readv(2) and its kin, or those of a message. A list that was cut off has fewer
 * than the call was given; with -s 0 it has none.
 */
export function readIovecs(text: string): Iovec[] | undefined {
  const message = valueOf(text);
  const list = message.startsWith("{")
    ? readFields(message).get("msg_iov")
    : message;
  return readList(list ?? "")?.map(readIovec)
    .filter((piece) => piece !== undefined);
}

/** Reads `{iov_base="…", iov_len=10}`, or as strace 4 has it, `{"…", 10}`. */
function readIovec(text: string): Iovec | undefined {
  if (!text.startsWith("{")) return undefined;
  const parts = splitAtCommas(text.slice(1, bracketEnd(text, 0) - 1));
  const [base = "", length = ""] = parts;
  const bytes = readNumber(length);
  return bytes === undefined ? undefined : { base: valueOf(base), bytes };
}
