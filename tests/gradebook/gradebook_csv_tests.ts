import { assertEquals } from "@std/assert";
import { parse } from "@std/csv";
import { toGradebookCsv } from "../../lib/gradebook/gradebook_csv.ts";
import { made } from "./made_up_marks.ts";

Deno.test("toGradebookCsv() writes a row a student and a whole number an item", () => {
  const [head, ...rows] = parse(toGradebookCsv(made));
  assertEquals(
    head!.join(),
    "assignment,duedate,timestamp,student_id,last_name,first_name,email," +
      "raw_score,late_submission_penalty,score,max_score,P5,5.1,5.2",
  );
  assertEquals(rows, [
    [
      "How a file is sent",
      "2026-12-06T23:59:00+01:00",
      "2026-12-05T10:00:00.000Z",
      "007",
      "Doe",
      "Jane",
      "jane@example.org",
      ...["6", "0", "6", "11", "4", "2", "0"],
    ],
    [
      "How a file is sent",
      "2026-12-08T12:00:00Z",
      "",
      "'=1+1",
      "",
      "",
      "",
      ...["0", "0", "0", "8", "0", "0", ""],
    ],
  ]);
});
