/**
 * What a call returned, and where its arguments end: `…) = 3</srv/a.bin> <0.000010>`.
 *
 * Texts among the arguments may hold `) = 5` themselves, and so may a path in the result. So the end
 * is looked for from the right: the first place behind which everything is a result.
 *
 * @module
 */
import { readNote } from "./arguments.ts";
import { noteEnd } from "./nesting.ts";

/** What stands behind the arguments of a call that has returned. */
export interface Result {
  /** Where its arguments end. */
  readonly argsEnd: number;
  /** Nothing where strace wrote `?`. */
  readonly value: number | undefined;
  readonly errno?: string;
  /** What is noted of a descriptor that it returned. */
  readonly returned?: string;
}

/** Reads the result of a call from what stands behind its `(`. None: it has not returned. */
export function readResult(body: string): Result | undefined {
  const end = timeStart(body);
  let at = end;
  while (at > 0) {
    at = body.lastIndexOf("= ", at - 1);
    if (at < 0) return undefined;
    const argsEnd = closingBefore(body, at);
    if (argsEnd >= 0) {
      const result = resultAt(body.slice(at + 2, end), argsEnd);
      if (result !== undefined) return result;
    }
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

/** Reads a result that reaches to the end of the text. */
function resultAt(text: string, argsEnd: number): Result | undefined {
  let at = 0;
  let code = text.charCodeAt(0);
  if (code === 45) code = text.charCodeAt(at = 1);
  while (code >= 48 && code <= 57 || code >= 97 && code <= 122) {
    code = text.charCodeAt(at += 1);
  }
  const isUnknown = at === 0 && code === 63;
  if (isUnknown) at = 1;
  const value = isUnknown ? undefined : Number(text.slice(0, at));
  if (at === 0 || Number.isNaN(value)) return undefined;
  if (at === text.length) return { argsEnd, value };
  code = text.charCodeAt(at);
  if (code === 60) return withNote(text, at, { argsEnd, value });
  if (!isComment(text, at)) return undefined;
  const errno = errnoAt(text, at + 1);
  return errno === "" ? { argsEnd, value } : { argsEnd, value, errno };
}

/** Reads `3</srv/a.bin>`, also with `(deleted)`. */
function withNote(
  text: string,
  at: number,
  result: Result,
): Result | undefined {
  const end = noteEnd(text, at);
  if (end < text.length && !isComment(text, end)) return undefined;
  const returned = readNote(text.slice(at, end));
  return returned === undefined ? result : { ...result, returned };
}

/** Whether the rest is what may stand behind a result: ` (Timeout)`, ` EAGAIN (…)`, `(deleted)`. */
function isComment(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  if (code === 40) return text.endsWith(")");
  return code === 32 && (text.charCodeAt(start + 1) === 69 ||
    /^ (?:\(.*\)|<unavailable>)$/.test(text.slice(start)));
}

/** Reads the name of an error, "EAGAIN"; "" if there is none. */
function errnoAt(text: string, start: number): string {
  if (text.charCodeAt(start) !== 69) return "";
  const end = text.indexOf(" ", start);
  return end < 0 ? text.slice(start) : text.slice(start, end);
}
