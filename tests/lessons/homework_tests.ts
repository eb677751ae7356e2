import { assertStringIncludes } from "@std/assert";
import { facts } from "../../lessons/homework.ts";
import { reports } from "../../lib/gradebook/reports.ts";

Deno.test("facts() lists all that a gradebook writes", () => {
  const { reports: table } = facts() as Record<string, string>;
  for (const { place, says } of reports) {
    assertStringIncludes(table!, `\`${place}\``);
    assertStringIncludes(table!, says);
  }
});
