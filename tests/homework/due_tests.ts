import { assert, assertEquals } from "@std/assert";
import { readDue, sayDue } from "../../lib/homework/due.ts";

Deno.test("readDue() keeps the offset that was typed", () => {
  assertEquals(readDue("2026-12-06T18:00+01:00"), "2026-12-06T18:00:00+01:00");
  assertEquals(readDue("2026-12-06 18:00:30Z"), "2026-12-06T18:00:30Z");
  assertEquals(readDue("2024-02-29T00:00-03:30"), "2024-02-29T00:00:00-03:30");
});

Deno.test("readDue() takes a date alone for its last minute, on this machine", () => {
  for (const date of ["2026-12-06", "2026-07-01"]) {
    const due = readDue(date)!;
    assert(due.startsWith(`${date}T23:59:00`), due);
    assertEquals(Date.parse(due), new Date(`${date}T23:59:00`).getTime());
  }
  assertEquals(
    Date.parse(readDue("2026-12-06T18:00")!),
    new Date("2026-12-06T18:00").getTime(),
  );
});

Deno.test("readDue() refuses what is no time", () => {
  const others = [
    ...["", "soon", "6.12.2026", "12/06/2026", "2026-12", "2026", "1e3"],
    ...["2026-02-30", "2026-13-01", "2025-02-29", "2026-00-10", "2026-12-06T"],
    ...["2026-12-06T25:00", "2026-12-06T24:00", "2026-12-06T12:60Z"],
    ...["2026-12-06T18:00+1", "2026-12-06T18:00 CET", "2026-12-06T18Z"],
    ...["2026-12-06T18:00+25:00", "2026-12-06T18:00-01:77"],
  ];
  assertEquals(others.filter((one) => readDue(one) !== undefined), []);
});

Deno.test("sayDue() says the day and the time as they were typed", () => {
  assertEquals(
    sayDue("2026-12-06T23:59:00+01:00"),
    "Sunday, 6 December 2026, 23:59 (UTC+01:00)",
  );
  assertEquals(
    sayDue("2024-02-29T00:05:30-11:00"),
    "Thursday, 29 February 2024, 00:05 (UTC-11:00)",
  );
  assertEquals(
    sayDue("2026-01-01T12:00:00Z"),
    "Thursday, 1 January 2026, 12:00 (UTC)",
  );
});
