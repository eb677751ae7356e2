import { assert, assertEquals } from "@std/assert";
import type { Complaint } from "../../lib/grade/grade.ts";
import {
  isJUnit,
  type Suite,
  suitesOf,
  toJUnit,
} from "../../lib/grade/junit.ts";
import { assertWellFormed } from "../well_formed.ts";

const complaint: Complaint = {
  asked: 'second("<a>", [1])',
  gave: '"]]>"',
  why: 'Two & two are not "five": count the pieces <again>, then the calls.',
};

const suites: readonly Suite[] = [
  {
    name: "5. read + write",
    cases: [
      { name: "first", status: "passed" },
      { name: "second", status: "failed", complaint },
      { name: "third", status: "skipped" },
    ],
  },
  {
    name: "12. on your <kernel>",
    cases: [{
      name: "fourth",
      status: "failed",
      complaint: { asked: "", gave: "", why: "It cannot be loaded." },
    }],
  },
];

function failing(text: string): Suite[] {
  const told = { asked: text, gave: text, why: text, listing: [text] };
  return [{
    name: text,
    cases: [{ name: text, status: "failed", complaint: told }],
  }];
}

Deno.test("toJUnit() writes a suite for each lesson and a case for each exercise", () => {
  assertEquals(
    toJUnit(suites, 1.23456),
    `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="4" failures="1" errors="1" skipped="1" time="1.235">
  <testsuite name="5. read + write" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="5. read + write" name="first"></testcase>
    <testcase classname="5. read + write" name="second">` +
      `<failure message="Two &amp; two are not &quot;five&quot;: count the ` +
      `pieces &lt;again&gt;, then the calls.">second(&quot;&lt;a&gt;&quot;, ` +
      `[1]) gave &quot;]]&gt;&quot;</failure></testcase>
    <testcase classname="5. read + write" name="third"><skipped/></testcase>
  </testsuite>
  <testsuite name="12. on your &lt;kernel&gt;" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="12. on your &lt;kernel&gt;" name="fourth">` +
      `<error message="It cannot be loaded."></error></testcase>
  </testsuite>
</testsuites>
`,
  );
});

Deno.test("toJUnit() tells no time that it was not told", () => {
  assert(!toJUnit(suites).includes("time="));
});

Deno.test("isJUnit() knows what toJUnit() writes, and nothing else", () => {
  assert(isJUnit(toJUnit([])) && isJUnit(toJUnit(suites, 0)));
  assert(!isJUnit("") && !isJUnit("<testsuites>") && !isJUnit("export {};"));
});

Deno.test("suitesOf() has what is open as skipped, and why something failed", () => {
  const grades = [
    {
      place: "5.1",
      exercise: "first",
      status: "passed",
      questions: 4,
      remarks: [],
    },
    { place: "5.2", exercise: "second", status: "failed", complaint },
    { place: "5.3", exercise: "third", status: "open" },
  ] as const;
  const lesson = { lesson: 5, title: "read + write", grades };
  assertEquals(suitesOf([lesson]), [suites[0]!]);
});

Deno.test("toJUnit() has a listing as text, below what was given", () => {
  const listing = ["  1  enter the kernel for read()", "▶ 2  copy"];
  const [suite] = failing("a");
  const told = { ...complaint, gave: "the program", listing };
  const [one] = suite!.cases;
  const xml = toJUnit([{ name: "a", cases: [{ ...one!, complaint: told }] }]);
  assertWellFormed(xml);
  assert(xml.includes("gave the program\n  1  enter the kernel for read()\n▶"));
});

Deno.test("toJUnit() is well-formed whatever an answer gives, and turns no text", () => {
  const nasty = Array.from({ length: 0x100 }, (_, i) => String.fromCharCode(i))
    .join("") + "\ufffe\uffff\ud800 ]]> <!-- &amp; 😀 \u2028\u202e";
  const xml = toJUnit(failing(nasty));
  assertWellFormed(xml);
  assert(xml.includes("😀") && !xml.includes("\u202e"));
});
