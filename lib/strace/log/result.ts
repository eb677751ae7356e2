/**
 * What a call returned, and where its arguments end: `…) = 3</srv/a.bin> <0.000010>`.
 *
 * Texts among the arguments may hold `) = 5` themselves, and so may a path in the result. So the end
 * is looked for from the right: the first place behind which everything is a result.
 *
 * @module
 */
import { readNote } from "./arguments.ts";
import { numberAt } from "./hot_arguments.ts";
import { noteEnd } from "./nesting.ts";

/** What stands behind the arguments of a call that has returned. */
export interface Result {
  /** Where its arguments end. */
  readonly argsEnd: number;
  /** Nothing where strace wrote `?`. */
  readonly value: number | undefined;
  readonly errno: string | undefined;
  /** What is noted of a descriptor that it returned. */
  readonly returned: string | undefined;
}

/** So many places are tried, from the right. */
const mostTried = 50;

/** The most that a call can return: a number that is exact here, or an address. */
const mostCount = Number.MAX_SAFE_INTEGER;
const mostAddress = 2 ** 64;

/** Which argument says how much a call may move. [from 0, from the last] */
const askedPlaces: ReadonlyMap<string, number> = new Map(Object.entries({
  ...{ read: 0, write: 0, sendfile: 0, sendfile64: 0, send: 1 },
  ...{ pread: 1, pread64: 1, pwrite: 1, pwrite64: 1 },
  ...{ splice: 1, tee: 1, copy_file_range: 1 },
}));

/** Whether a call says that it moved more than it was asked to: no kernel does. */
export function movesTooMuch(
  name: string,
  args: string,
  result: number,
): boolean {
  const place = askedPlaces.get(name);
  if (place === undefined) return false;
  let start = args.lastIndexOf(", ");
  if (place === 1) start = args.lastIndexOf(", ", start - 1);
  return start > 0 && result > numberAt(args, start + 2);
}

/** Reads the result of a call from what stands behind its `(`. None: it has not returned. */
export function readResult(body: string): Result | undefined {
  const end = timeStart(body);
  let tried = 0;
  for (let at = end - 3; at > 0 && tried < mostTried; at -= 1) {
    if (body.charCodeAt(at) !== 61 || body.charCodeAt(at + 1) !== 32) continue;
    const argsEnd = closingBefore(body, at);
    if (argsEnd < 0) continue;
    tried += 1;
    const result = resultAt(body.slice(at + 2, end), argsEnd);
    if (result !== undefined) return result;
  }
  return undefined;
}

/** Where -T's time begins at the end of a line, ` <0.000010>`; else the end. */
function timeStart(body: string): number {
  let at = body.length;
  if (body.charCodeAt(at - 1) !== 62) return at;
  at -= 2;
  let code = body.charCodeAt(at);
  while (code >= 46 && code <= 57) code = body.charCodeAt(at -= 1);
  const isTime = code === 60 && body.charCodeAt(at - 1) === 32;
  return isTime ? at - 1 : body.length;
}

/** Where the `)` is that closes a call before its `= `; -1 if there is none. */
function closingBefore(body: string, equals: number): number {
  let at = equals - 1;
  while (body.charCodeAt(at) === 32) at -= 1;
  return at < equals - 1 && body.charCodeAt(at) === 41 ? at : -1;
}

/** Reads a result that is all of a text. */
function resultAt(text: string, argsEnd: number): Result | undefined {
  let value: number | undefined = 0;
  let at = 0;
  let code = text.charCodeAt(0);
  const isNegative = code === 45;
  if (isNegative) code = text.charCodeAt(at += 1);
  const first = at;
  while (code >= 48 && code <= 57) {
    value = value * 10 + code - 48;
    code = text.charCodeAt(at += 1);
  }
  if (at > first + 1 && text.charCodeAt(first) === 48 || code === 120) {
    while (isOfWord(code)) code = text.charCodeAt(at += 1);
    value = readUncommon(text.slice(first, at));
    if (value >= mostAddress) return undefined;
  } else if (at === first) {
    if (code !== 63) return undefined;
    at += 1;
    value = undefined;
  } else if (value > mostCount) return undefined;
  if (Number.isNaN(value)) return undefined;
  if (isNegative && value !== undefined) value = -value;
  return withComment(text, at, { argsEnd, value });
}

function isOfWord(code: number): boolean {
  return code >= 48 && code <= 57 || code >= 97 && code <= 122;
}

/** Reads an address, or the octal number of umask(2). */
function readUncommon(digits: string): number {
  return Number(digits.startsWith("0x") ? digits : `0o${digits}`);
}

/** What may follow a result, and its note. */
const comment = /^ ?(?:\(.*\)|E\w+(?: \(.*\))?|<unavailable>|\/\* .* \*\/)$/;

/** Reads what follows a number: nothing, a note `<…>`, ` EAGAIN (…)`, ` (Timeout)`. */
function withComment(
  text: string,
  at: number,
  number: { readonly argsEnd: number; readonly value: number | undefined },
): Result | undefined {
  const { argsEnd, value } = number;
  if (at === text.length) {
    return { argsEnd, value, errno: undefined, returned: undefined };
  }
  const isNoted = text.charCodeAt(at) === 60;
  const end = isNoted ? noteEnd(text, at) : at;
  const rest = text.slice(end);
  if (rest !== "" && !comment.test(rest)) return undefined;
  return {
    argsEnd,
    value,
    errno: /^ (E\w+)/.exec(rest)?.[1],
    returned: isNoted ? readNote(text.slice(at, end)) : undefined,
  };
}
