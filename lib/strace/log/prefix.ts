/**
 * What stands before a call on a line: which thread it is of, times, a number, an address.
 *
 * It is read sign by sign and makes nothing, as it is read on every line of a log. Times are passed
 * over.
 *
 * @module
 */

/** No thread has a larger number: such a one before a call is a time. @see proc(5), pid_max */
const mostThread = 2 ** 22;

/** What was found before a call, on one line after the other. */
export class Prefix {
  /** The thread that the line names; -1 if none. */
  thread = -1;
  /** Whether it is named as `[pid 123]`, which strace leaves out where there is only one. */
  isBracketed = false;
  /** Where the call begins. */
  at = 0;

  #number = 0;

  /** Reads the line from `start` up to `end`. */
  read(text: string, start: number, end: number): void {
    this.thread = -1;
    this.isBracketed = false;
    let at = start;
    while (at < end) {
      const code = text.charCodeAt(at);
      if (code >= 48 && code <= 57) at = this.#passNumber(text, at, start);
      else if (code === 32) at += 1;
      else if (code === 91) at = this.#passBracket(text, at, end);
      else if (code === 40) at = behind(")", text, at, end);
      else break;
    }
    this.at = at < end ? at : end;
  }

  /** Passes over `123`, `123<nginx>`, `12:00:01.5`, `1795954980.101803`. */
  #passNumber(text: string, first: number, start: number): number {
    let at = this.#digits(text, first);
    const code = text.charCodeAt(at);
    if (code !== 58 && code !== 46) {
      const isThread = first === start && this.#number <= mostThread;
      if (isThread) this.thread = this.#number;
      return isThread && code === 60 ? noteBehind(text, at) : at;
    }
    while (isOfTime(text.charCodeAt(at))) at += 1;
    return at;
  }

  /** Passes over `[pid 123]`, `[00007f5a]`, `[  40]`, `[label]`. */
  #passBracket(text: string, first: number, end: number): number {
    if (!text.startsWith("pid ", first + 1)) {
      return behind("]", text, first, end);
    }
    let at = first + 5;
    while (text.charCodeAt(at) === 32) at += 1;
    at = this.#digits(text, at);
    this.isBracketed = true;
    this.thread = this.#number;
    return behind("]", text, noteBehind(text, at), end);
  }

  /** Reads digits; returns where they end. */
  #digits(text: string, first: number): number {
    let at = first;
    let number = 0;
    let code = text.charCodeAt(at);
    while (code >= 48 && code <= 57) {
      number = number * 10 + code - 48;
      code = text.charCodeAt(at += 1);
    }
    this.#number = number;
    return at;
  }
}

/** Whether a sign is a digit, or one of `.`, `/` and `:`. */
function isOfTime(code: number): boolean {
  return code >= 46 && code <= 58;
}

/** Returns where the name of a thread's program ends, `<nginx>`; strace lets it hold no `>`. */
function noteBehind(text: string, at: number): number {
  if (text.charCodeAt(at) !== 60) return at;
  // 16 bytes at most, each of at most four signs.
  return behind(">", text, at, at + 70);
}

/** Returns what is behind the next of a sign; the end of the line if it has none. */
function behind(
  sign: string,
  text: string,
  start: number,
  end: number,
): number {
  const code = sign.charCodeAt(0);
  let at = start;
  while (at < end && text.charCodeAt(at) !== code) at += 1;
  return at < end ? at + 1 : end;
}
