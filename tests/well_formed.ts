/**
 * What a parser of XML would refuse.
 *
 * @module
 */
import { assertEquals, assertMatch } from "@std/assert";

/** Checks what a parser of XML would: characters, tags that close, texts that are escaped. */
export function assertWellFormed(xml: string): void {
  // What XML 1.0 §2.2 allows.
  assertMatch(
    xml,
    /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u,
  );
  const stack: string[] = [];
  const token =
    /<\?xml [^?]*\?>|<(\/?)(\w+)((?: [\w:-]+="(?:[^<&"]|&(?:amp|lt|gt|quot);)*")*)(\/?)>|(?:[^<&>]|&(?:amp|lt|gt|quot);)+/gy;
  let end = 0;
  for (const match of xml.matchAll(token)) {
    end = match.index + match[0].length;
    const [, isEnd, name, , isEmpty] = match;
    if (name === undefined || isEmpty) continue;
    if (isEnd) assertEquals(stack.pop(), name);
    else stack.push(name);
  }
  assertEquals(end, xml.length, xml.slice(end, end + 40));
  assertEquals(stack, []);
}
