/**
 * What an answer, or a program that looked at it, says: as a reader may see it. It commands no
 * terminal, is not too long, and names places from the top of the workbook.
 *
 * @module
 */
import { withoutCodes } from "../text/escape_code.ts";
import { pathOf, root } from "../workbook/path.ts";
import { shorten } from "../workbook/say_value.ts";

/** The most that is said at once. [characters] */
const mostSaid = 1000;

/** Makes one line of a text. */
export function readable(text: string, most: number = mostSaid): string {
  return shorten(fromTop(text), most);
}

/** Makes a text readable and keeps its lines: a table that was logged has some. */
export function readableLines(text: string, most: number = mostSaid): string {
  const whole = fromTop(text.length > 2 * most ? text.slice(0, 2 * most) : text)
    .split(/\r?\n/).map((line) => withoutCodes(line).trimEnd()).join("\n");
  return whole.length <= most ? whole : `${whole.slice(0, most - 1)}…`;
}

/** Names places as they are typed at the top of the workbook. */
function fromTop(text: string): string {
  return text.replaceAll(root.href, "").replaceAll(pathOf(root), "")
    .replaceAll(
      refusal,
      (_, kind: string, place: string | undefined) =>
        `An answer has no ${kind} access${place ? ` to ${place}` : ""}`,
    );
}

/** What Deno says of a permission: its flag is not for learners. */
const refusal =
  /Requires (\w+) access(?: to ("[^"\n]*"))?, run again with the --allow-\w+ flag/g;
