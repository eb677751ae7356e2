/**
 * A class of five as the gradebook has it: one with all points, one with some, one who handed nothing
 * in, one who is excused wholly, and one from a part.
 *
 * @module
 */
import type { Gradebook, StudentMarks } from "../../../lib/gradebook/marks.ts";
import { made, mark } from "../made_up_marks.ts";

const full = [mark("P5", 6), mark("5.1", 2), mark("5.2", 3)];
const excused = { points: 0, status: "excused" } as const;

function student(
  number: number,
  more: Partial<StudentMarks> = {},
): StudentMarks {
  const id = String(number).padStart(3, "0");
  return {
    student: {
      id,
      lastName: `Doe${number}`,
      firstName: "Jane",
      email: `jane${number}@example.org`,
      canvas: String(100 + number),
      moodle: String(2000 + number),
    },
    source: `canvas.zip/doejane_${number === 4 ? "LATE_" : ""}${
      100 + number
    }_9${number}_answer.ts`,
    isLate: false,
    marks: full,
    notes: [],
    digest: id,
    ...more,
  };
}

const { source: _, ...nothing } = student(3, {
  marks: full.map((one) => ({ ...one, points: 0, status: "missing" })),
});

/** The gradebook: 11 points. */
export const classOfFive: Gradebook = {
  ...made,
  students: [
    student(1),
    student(2, {
      marks: [mark("P5", 4, "failed"), full[1]!, mark("5.2", 0, "failed")],
    }),
    nothing,
    student(4, { marks: full.map((one) => ({ ...one, ...excused })) }),
    student(5, {
      marks: [full[0]!, mark("5.1", 0, "open"), { ...full[2]!, ...excused }],
    }),
  ],
};
