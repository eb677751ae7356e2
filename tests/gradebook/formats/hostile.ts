/**
 * Texts that a submission, or a student's name, may hold, and a class that is full of them.
 *
 * @module
 */
import type { Gradebook, StudentMarks } from "../../../lib/gradebook/marks.ts";
import { made, mark } from "../made_up_marks.ts";

/** Each of them means something where it is not kept from it. */
export const hostile = [
  "]]>",
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://example.org")',
  "\x1b[31mred\x1b]8;;http://example.org\x07",
  "abc\u202edcba\u2066",
  "one\ntwo\r\nthree",
  "````\n~~~~\n# heading\n```",
  "| a | b |\n|---|",
  "[link](javascript:alert(1)) ![x](http://example.org) www.example.org",
  "$(rm -rf /) `id` && echo",
  "'; DROP TABLE students; --",
  "\0\u0007\u0085\u2028\ud800\ufeff",
  "file:///tmp/zero-copy-box/7/answer.ts:3:1 and /home/ada/work/secret.ts",
  "&lt;b&gt; &amp;amp;",
  "-- begin\n---\n===",
  "# heading",
  "+ item",
  "1. one",
  "1) one",
  "> quoted",
  "- [x] done",
  ":smile: ftp://example.org WWW.example.org a@example.org",
  "***",
];

/** Marks whose every text is one of these. */
export function hostileMarks(text: string): StudentMarks {
  const complaint = {
    asked: text,
    gave: text,
    listing: [text, text],
    why: text,
  };
  return {
    student: { id: text, lastName: text, firstName: text, email: text },
    source: `canvas.zip/${text}`,
    at: text,
    isLate: true,
    marks: [
      { ...mark("P5", 1, "failed"), right: [1, 6], override: text },
      { ...mark("5.1", 0, "failed"), complaint },
      { ...mark("5.2", 0, "failed"), complaint, override: text },
    ],
    notes: [text],
    digest: "",
  };
}

/** A class of one, with a hostile title as well. */
export function hostileClass(text: string): Gradebook {
  return { ...made, title: text, due: text, students: [hostileMarks(text)] };
}

/** What no report may hold: codes, what turns text, half characters. */
export const commanding =
  // deno-lint-ignore no-control-regex -- control codes are what it looks for
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])/;
