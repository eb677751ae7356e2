import { assert, assertEquals } from "@std/assert";
import { feedbackOf } from "../../../lib/gradebook/formats/feedback.ts";
import { toHtml } from "../../../lib/gradebook/formats/feedback_html.ts";
import { made } from "../made_up_marks.ts";
import { commanding, hostile, hostileClass } from "./hostile.ts";

/** The tags of a page, without what is in them. */
function tagsOf(html: string): string[] {
  return [...html.matchAll(/<(\/?\w+)/g)].map(([, tag]) => tag!);
}

Deno.test("toHtml() writes one page that loads nothing and runs nothing", () => {
  const html = toHtml(feedbackOf(made.students[0]!, made));
  assert(
    html.startsWith(
      '<!DOCTYPE html>\n<html lang="en">\n<meta charset="utf-8">',
    ),
  );
  assert(!/<script|<link|<img|url\(|@import|https?:| on\w+=/.test(html), html);
  assert(html.includes("prefers-color-scheme: dark"));
  assert(html.includes("@media print"));
  assert(html.includes("<pre>deno task grade 5.2 --seed 1</pre>"));
  assert(html.includes("<td>4 of 6 blanks right</td>"));
  assertEquals(commanding.exec(html.replaceAll("\n", "")), null);
});

Deno.test("toHtml() has the same tags whatever a submission holds", () => {
  const plain = hostileClass("plain");
  const tags = tagsOf(toHtml(feedbackOf(plain.students[0]!, plain)));
  for (const text of hostile) {
    const book = hostileClass(text);
    const html = toHtml(feedbackOf(book.students[0]!, book));
    assertEquals(tagsOf(html), tags, text);
    assertEquals(commanding.exec(html.replaceAll("\n", "")), null, text);
  }
});
