/**
 * What an answer logs: collected as text, as much of it as somebody reads.
 *
 * @module
 */
import { longestMessage, mostMessages } from "./limits.ts";

/** Takes what is logged. */
export interface Logging {
  /** Logs a text. */
  readonly print: (text: string) => void;
  /** Begins to count anew. */
  readonly begin: () => void;
}

/** What the methods of the console log, by their parts; of nothing, they log nothing. */
const methods: Readonly<
  Record<string, (parts: readonly unknown[]) => string | undefined>
> = {
  log: sayAll,
  info: sayAll,
  debug: sayAll,
  warn: sayAll,
  error: sayAll,
  dir: ([first]) => sayLogged(first),
  dirxml: sayAll,
  table: ([first]) => sayLogged(first),
  group: sayAll,
  groupCollapsed: sayAll,
  trace: (parts) => `Trace: ${sayAll(parts)}`,
  assert: ([holds, ...parts]) =>
    holds ? undefined : `Assertion failed: ${sayAll(parts)}`,
  count: ([label = "default"]) => `count of ${sayLogged(label)}`,
  timeEnd: ([label = "default"]) => `end of ${sayLogged(label)}`,
};

/**
 * Sends what a console logs to a reader, and keeps it from the terminal.
 *
 * @param from Its methods are replaced.
 * @param log Takes a text, and whether all that follows is left out.
 */
export function catchLogs(
  from: object,
  log: (text: string, isLast: boolean) => void,
): Logging {
  let logged = 0;
  const print = (text: string): void => {
    logged += 1;
    if (logged > mostMessages) return;
    log(text.slice(0, longestMessage), logged === mostMessages);
  };
  for (const [name, say] of Object.entries(methods)) {
    const quiet = (...parts: unknown[]): void => {
      const text = say(parts);
      if (text !== undefined) print(text);
    };
    Object.assign(from, { [name]: quiet });
  }
  return { print, begin: () => logged = 0 };
}

/** Writes parts as a console does: a first text may have formats, which take the next parts. */
function sayAll(parts: readonly unknown[]): string {
  if (parts.length === 0) return "";
  const [first, ...rest] = parts;
  const text = typeof first !== "string" || rest.length === 0
    ? sayLogged(first)
    : first.replace(/%[sdifjoOc%]/g, (format) => {
      if (format === "%%") return "%";
      return rest.length === 0 ? format : sayAs(format, rest.shift());
    });
  return [text, ...rest.map(sayLogged)].join(" ");
}

/** Writes a part by its format. A colour is not shown. */
function sayAs(format: string, part: unknown): string {
  if (format === "%c") return "";
  if (!"%d%i%f".includes(format)) return sayLogged(part);
  const isNumber = ["number", "string", "bigint"].includes(typeof part);
  const number = isNumber ? parseFloat(`${part}`) : NaN;
  return String(format === "%f" ? number : Math.trunc(number));
}

function sayLogged(part: unknown): string {
  if (typeof part === "string") return part;
  try {
    return Deno.inspect(part);
  } catch {
    return "something that cannot be written down";
  }
}
