import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { handOutPage } from "../../lib/homework/hand_out_page.ts";
import { isPrediction } from "../../lib/homework/manifest.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { manifest } from "./made_up.ts";

const lessons = [{ number: 5, title: "read + write", slug: "05_read_write" }];
const page = handOutPage(manifest, lessons, "2.9.6");

Deno.test("handOutPage() says what, until when, in which order, and for how much", () => {
  const parts = [
    "# How a file is sent\n\nHand in until **Sunday, 6 December 2026, 23:59 " +
    "(UTC+01:00)**. There are 11\npoints.",
    "\n1. **Read** the page. `deno task lesson 5`",
    "\n   - [5. read + write](lessons/05_read_write/README.md)",
    "\n2. **Predict**: `deno task homework predict --as ID`",
    "`deno task predict 5`.\n3. **Do the exercises**",
    "\n4. **Pack**: `deno task homework pack --as ID`",
    "| P5   | predictions of lesson 5  |      6 |",
    "| 5.2  | exercise `countSwitches` |      3 |",
    "\n## What is asked of you\n\nOur solutions are public",
    "\n## What runs where",
  ];
  let at = 0;
  for (const part of parts) {
    assertStringIncludes(page.slice(at), part);
    at = page.indexOf(part, at);
  }
});

Deno.test("handOutPage() names no predictions where none are asked, and no exercises", () => {
  const { items } = manifest;
  const exercises = items.filter((item) => !isPrediction(item));
  const first = handOutPage(
    { ...manifest, items: exercises },
    lessons,
    "2.9.6",
  );
  assert(
    !/predict/i.test(
      first.replace("Predict before you look", "")
        .replace("what you predicted", ""),
    ),
    first,
  );
  assertStringIncludes(first, "\n3. **Pack**");
  const predictions = items.filter(isPrediction);
  const second = handOutPage(
    { ...manifest, items: predictions },
    lessons,
    "2.9.6",
  );
  assert(!second.includes("Do the exercises"));
  assert(!second.includes("An exercise gives"));
});

Deno.test("handOutPage() keeps to 80 columns, breaks no code, and makes one line of a title", () => {
  const title = "How\n# a \u001b[31mfile\u202e is sent";
  const odd = handOutPage({ ...manifest, title }, lessons, "2.9.6");
  assertEquals(odd.split("\n")[0], "# How # a  [31mfile is sent");
  for (const line of page.split("\n")) {
    assert(displayWidth(line) <= 80, line);
    assertEquals(line.split("`").length % 2, 1, line);
  }
});
