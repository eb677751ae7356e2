/**
 * Marks of two students, for tests: one who has handed in, and one who has not.
 *
 * @module
 */
import type { Gradebook, Mark } from "../../lib/gradebook/marks.ts";
import { manifest } from "../homework/made_up.ts";

/** Makes a mark. */
export function mark(
  item: string,
  points: number,
  status: Mark["status"] = "passed",
): Mark {
  return { item, points, status, seed: 1 };
}

const { title, due, items } = manifest;

/** The gradebook. */
export const made: Gradebook = {
  gradebook: 1,
  title,
  due,
  items,
  students: [
    {
      student: {
        id: "007",
        lastName: "Doe",
        firstName: "Jane",
        email: "jane@example.org",
      },
      source: "007.json",
      at: "2026-12-05T10:00:00.000Z",
      isLate: false,
      marks: [
        { ...mark("P5", 4, "failed"), right: [4, 6] },
        mark("5.1", 2),
        {
          ...mark("5.2", 0, "failed"),
          complaint: { asked: "countSwitches(1)", gave: "3", why: "One more." },
        },
      ],
      notes: [],
      digest: "ab",
    },
    {
      student: { id: "=1+1", lastName: "", firstName: "", email: "" },
      isLate: false,
      due: "2026-12-08T12:00:00Z",
      marks: [
        mark("P5", 0, "missing"),
        mark("5.1", 0, "missing"),
        { ...mark("5.2", 0, "excused"), override: "excused: was ill" },
      ],
      notes: [],
      digest: "",
    },
  ],
};
