/**
 * Escape codes in text: colours and links.
 *
 * A line that comes from here has nothing open at its end, so that it can be indented or printed
 * alone. It leaves out: codes that move the cursor, and bright backgrounds.
 *
 * @module
 */

/** A code: CSI (colours) or OSC (links). In brackets, so that `split` keeps it. */
const escapeCode =
  // deno-lint-ignore no-control-regex -- escape codes start with a control code
  /(\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))/;

/** Ends a link. */
const linkEnd = "\x1b]8;;\x1b\\";

/** Makes text lead to an address (OSC 8). */
export function linkCode(text: string, href: string): string {
  return `\x1b]8;;${href}\x1b\\${text}${linkEnd}`;
}

/** Splits text at its codes: text, code, text … */
export function splitCodes(text: string): string[] {
  return text.includes("\x1b") ? text.split(escapeCode) : [text];
}

/** What turns the direction of text, so that it reads other than it is. */
const turns = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Removes what turns text; its lines and its other characters stay. */
export function withoutTurns(text: string): string {
  return text.replace(turns, "");
}

/** Removes what commands a terminal or turns text, and so what is not text. Tabs become spaces. */
export function withoutCodes(text: string): string {
  // deno-lint-ignore no-control-regex -- control codes are what it looks for
  return text.replaceAll("\t", " ").replace(/[\x00-\x1f\x7f-\x9f]/g, "")
    .replace(turns, "");
}

/** Makes one line of a text that somebody else wrote, which moves no cursor and turns no text. */
export function oneLine(text: string): string {
  return text.replace(turns, "").replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ");
}

/** Makes one line of several; between Chinese characters without a space. */
export function joinLines(text: string): string {
  const between =
    /(?<=[\u2e80-\u9fff\uff00-\uffef])\n(?=[\u2e80-\u9fff\uff00-\uffef])/g;
  return withoutCodes(text.replace(between, "").replaceAll("\n", " "));
}

/** Closes at the end of each line what is open there, and opens it again on the next. */
export function carryStyles(lines: readonly string[]): string[] {
  if (!lines.some((line) => line.includes("\x1b"))) return [...lines];
  const open = new Map<string, string>();
  return lines.map((line) => {
    const before = [...open.values()].join("");
    for (const [index, part] of splitCodes(line).entries()) {
      if (index % 2 === 0) continue;
      const closer = closerOf(part);
      open.delete(closer);
      if (part !== closer) open.set(closer, part);
    }
    return before + line + [...open.keys()].reverse().join("");
  });
}

/** The code that ends what another code begins; a code that ends something ends itself. */
function closerOf(escape: string): string {
  if (escape.startsWith("\x1b]")) return linkEnd;
  const style = Number.parseInt(escape.slice(2));
  if (style === 1 || style === 2) return "\x1b[22m";
  if (style === 3 || style === 4 || style === 9) return `\x1b[${style + 20}m`;
  if (style >= 40 && style <= 49) return "\x1b[49m";
  return style >= 30 ? "\x1b[39m" : escape;
}
