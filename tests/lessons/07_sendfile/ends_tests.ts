import { assertEquals } from "@std/assert";
import {
  endsTable,
  obstaclesTo,
  sources,
  targets,
} from "../../../lessons/07_sendfile/ends.ts";

/** What Linux 6.18 answered to each pair: + for bytes, - for EINVAL. */
const measured = `
  a regular file     ++-+
  /dev/zero          ++-+
  a file of sysfs    ++-+
  /proc/self/status  ----
  a socket           ---+
  a pipe             ----
`;

Deno.test("obstaclesTo() finds some where Linux answered EINVAL, and only there", () => {
  const told = sources.map((source) => {
    const answers = targets.map((target) =>
      obstaclesTo(source, target).length === 0 ? "+" : "-"
    );
    return `  ${source.name.padEnd(17)}  ${answers.join("")}`;
  });
  assertEquals(`\n${told.join("\n")}\n`, measured);
});

Deno.test("obstaclesTo() names all that stands in the way", () => {
  const source = { name: "", givesPages: false, seeks: false };
  const target = { name: "", isPipe: false, appends: true };
  assertEquals(obstaclesTo(source, target), [
    "the source gives no pages",
    "the source cannot seek",
    "the target appends",
  ]);
  assertEquals(obstaclesTo(source, { ...target, isPipe: true }).length, 2);
});

Deno.test("endsTable() has a row for each source and a column for each target", () => {
  const [head, , ...rows] = endsTable().split("\n");
  assertEquals(rows.length, sources.length);
  assertEquals(head!.split("|").length - 2, targets.length + 1);
});
