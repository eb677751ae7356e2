import { assertEquals, assertStringIncludes } from "@std/assert";
import { facts } from "../../lessons/homework.ts";
import { reports } from "../../lib/gradebook/reports.ts";

Deno.test("facts() lists all that a gradebook writes", () => {
  const { reports: table } = facts() as Record<string, string>;
  for (const { place, says } of reports) {
    assertStringIncludes(table!, `\`${place}\``);
    assertStringIncludes(table!, says);
  }
});

Deno.test("facts() tells each limit with its unit", () => {
  const { limits } = facts() as Record<string, string>;
  const cells = limits!.split("\n").slice(2)
    .map((row) => row.split("|")[2]!.trim());
  assertEquals(cells.filter((cell) => !/\d/.test(cell)), []);
  assertEquals(cells.some((cell) => cell.includes("NaN")), false);
});
