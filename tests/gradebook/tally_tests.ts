import { assertEquals } from "@std/assert";
import { tallyItems, tallyStudents } from "../../lib/gradebook/tally.ts";
import type { Gradebook, Mark } from "../../lib/gradebook/marks.ts";
import { made, mark } from "./made_up_marks.ts";

const jane = made.students[0]!;

/** A class of students with one item. */
function classOf(marks: readonly Mark[]): Gradebook {
  return {
    ...made,
    items: [made.items[1]!],
    students: marks.map((one) => ({ ...jane, marks: [one] })),
  };
}

function failed(idea: string): Mark {
  const complaint = { asked: "f(1)", gave: "2", why: "secret", idea };
  return { ...mark("5.1", 0, "failed"), complaint };
}

Deno.test("tallyStudents() counts who handed in, and who was late", () => {
  const late = { ...jane, isLate: true };
  assertEquals(
    tallyStudents({ ...made, students: [...made.students, late] }),
    { students: 3, handedIn: 2, late: 1 },
  );
});

Deno.test("tallyItems() averages who handed in, and counts all", () => {
  const book = classOf([
    mark("5.1", 2),
    mark("5.1", 0, "open"),
    failed("a"),
    mark("5.1", 0, "excused"),
  ]);
  const { source: _, ...none } = jane;
  const missing = { ...none, marks: [mark("5.1", 0, "missing")] };
  const [tally] = tallyItems({
    ...book,
    students: [...book.students, missing],
  });
  assertEquals(tally!.average, 2 / 3);
  assertEquals(tally!.counts, {
    passed: 1,
    failed: 1,
    open: 1,
    missing: 1,
    excused: 1,
  });
});

Deno.test("tallyItems() lists why answers failed, the commonest first", () => {
  const [tally] = tallyItems(classOf(["b", "c", "a", "c"].map(failed)));
  assertEquals(tally!.reasons, [
    { says: "c", count: 2 },
    { says: "a", count: 1 },
    { says: "b", count: 1 },
  ]);
});
