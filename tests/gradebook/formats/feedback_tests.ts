import { lessonSeed } from "../../../lib/homework/seeds.ts";
import { assert, assertEquals } from "@std/assert";
import {
  earlyFeedbackOf,
  type Feedback,
  feedbackOf,
  sayMoment,
} from "../../../lib/gradebook/formats/feedback.ts";
import { toHtml } from "../../../lib/gradebook/formats/feedback_html.ts";
import { toMarkdown } from "../../../lib/gradebook/formats/feedback_markdown.ts";
import { made, mark } from "../made_up_marks.ts";
import { classOfFive } from "./class.ts";
import { commanding, hostile, hostileClass } from "./hostile.ts";

/** All texts of a page. */
function textsOf(page: Feedback): string[] {
  return [
    page.title,
    page.student,
    ...page.facts.flat(),
    ...page.rows.flatMap((row) => Object.values(row)),
    ...page.sections.flatMap(({ parts }) =>
      parts.flatMap(({ label, text }) => [label, text])
    ),
  ];
}

Deno.test("feedbackOf() tells points, what failed, why, and how to see it again", () => {
  const [jane] = made.students;
  const listing = ["  1  enter the kernel", "▶ 2  copy"];
  const [predicted, passed, failed] = jane!.marks;
  const complaint = { ...failed!.complaint!, listing };
  const marks = [predicted!, passed!, { ...failed!, seed: 77, complaint }];
  assertEquals(feedbackOf({ ...jane!, marks }, made), {
    title: "How a file is sent",
    student: "Jane Doe (007)",
    facts: [
      ["Score", "6 of 11 points"],
      ["Due", "2026-12-06 23:59, UTC+01:00"],
      ["Handed in", "2026-12-05 10:00, UTC"],
    ],
    rows: [
      {
        item: "P5",
        name: "predictions",
        points: "4 of 6",
        result: "4 of 6 blanks right",
      },
      { item: "5.1", name: "readAndWrite", points: "2 of 2", result: "passed" },
      {
        item: "5.2",
        name: "countSwitches",
        points: "0 of 3",
        result: "failed",
      },
    ],
    sections: [
      {
        item: "P5",
        name: "predictions",
        parts: [{
          label: "See it again",
          kind: "code",
          text: `deno task predict 5 --seed ${lessonSeed(1, 5)}`,
        }],
      },
      {
        item: "5.2",
        name: "countSwitches",
        parts: [
          {
            label: "Asked, from seed 77",
            kind: "code",
            text: "countSwitches(1)",
          },
          { label: "Your answer gave", kind: "code", text: "3" },
          {
            label: "In steps",
            kind: "code",
            text: "  1  enter the kernel\n▶ 2  copy",
          },
          { label: "Why", kind: "prose", text: "One more." },
          {
            label: "See it again",
            kind: "code",
            text: "deno task grade 5.2 --seed 77",
          },
        ],
      },
    ],
  });
});

Deno.test("earlyFeedbackOf() tells the same, but nothing that tells what is right of predictions", () => {
  const [student] = made.students;
  const [late, early] = [feedbackOf, earlyFeedbackOf]
    .map((page) => page(student!, made));
  assertEquals(late!.sections.map(({ item }) => item), ["P5", "5.2"]);
  assertEquals(early, { ...late!, sections: late!.sections.slice(1) });
});

Deno.test("feedbackOf() tells of lateness, of more time, of what an instructor has set and what is missing", () => {
  const [jane, other] = made.students;
  const late = feedbackOf({ ...jane!, isLate: true }, made);
  assertEquals(late.facts.at(-1), ["Handed in", "2026-12-05 10:00, UTC, late"]);
  const page = feedbackOf(other!, made);
  assertEquals(page.facts.slice(1), [
    ["Due", "2026-12-08 12:00, UTC, for you"],
    ["Handed in", "nothing"],
  ]);
  assertEquals(page.rows.map(({ points, result }) => `${points}: ${result}`), [
    "0 of 6: not handed in",
    "0 of 2: not handed in",
    "–: excused, does not count; by your instructor: excused: was ill",
  ]);
  assertEquals(page.sections, []);
});

Deno.test("feedbackOf() tells why an answer cannot be loaded, and asks nothing then", () => {
  const complaint = { asked: "", gave: "", why: "Unexpected end." };
  const marks = [{ ...mark("5.1", 0, "failed"), complaint }];
  const { sections } = feedbackOf({ ...made.students[0]!, marks }, made);
  const labels = sections[0]!.parts.map(({ label }) => label);
  assertEquals(labels, ["Why", "See it again"]);
});

Deno.test("no feedback has a path, a code, another student, or what is noted for the instructor", () => {
  for (const text of hostile) {
    const book = hostileClass(text);
    const page = feedbackOf(book.students[0]!, book);
    for (const one of textsOf(page)) {
      assert(!commanding.test(one.replaceAll("\n", "")), JSON.stringify(one));
      assert(!/\/(tmp|home|box|work)\//.test(one), one);
    }
  }
  const noted = { ...classOfFive.students[0]!, notes: ["for your eyes only"] };
  const all = textsOf(feedbackOf(noted, classOfFive)).join("\n");
  assert(!/for your eyes|Doe[2-5]|00[2-5]|canvas\.zip/.test(all), all);
});

Deno.test("feedbackOf() names the file that an error is in, and not where it lies", () => {
  const why =
    'Error at file:///tmp/zero-copy-x/answers/05_read_write/answer.ts:3:1 and "/home/ada/b.ts", C:\\Users\\ada\\x.ts, not /proc/self/io or a/b';
  const complaint = { asked: "", gave: "", why };
  const marks = [{ ...mark("5.1", 0, "failed"), complaint }];
  const { sections } = feedbackOf({ ...made.students[0]!, marks }, made);
  assertEquals(
    sections[0]!.parts[0]!.text,
    'Error at …/answer.ts:3:1 and "…/b.ts", …/x.ts, not /proc/self/io or a/b',
  );
});

Deno.test("a solution's page says that all passed, and nothing else", () => {
  const page = feedbackOf(classOfFive.students[0]!, classOfFive);
  assertEquals(page.facts[0], ["Score", "11 of 11 points"]);
  assertEquals(page.sections, []);
});

Deno.test("sayMoment() keeps the zone, and what is no time", () => {
  assertEquals(
    sayMoment("2026-12-06T23:59:00-05:30"),
    "2026-12-06 23:59, UTC-05:30",
  );
  assertEquals(sayMoment("2026-12-06T23:59"), "2026-12-06 23:59");
  assertEquals(sayMoment("soon\n"), "soon");
});

Deno.test("two runs write the same pages", () => {
  for (const student of classOfFive.students) {
    const [a, b] = [0, 1].map(() => feedbackOf(student, classOfFive));
    assertEquals(toHtml(a!), toHtml(b!));
    assertEquals(toMarkdown(a!), toMarkdown(b!));
  }
});
