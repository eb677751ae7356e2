import { assert, assertEquals } from "@std/assert";
import {
  listMoreWays,
  moreCopiesTable,
} from "../../lib/evidence/more_ways_page.ts";
import { displayWidth } from "../../lib/text/width.ts";
import { everyWidth } from "../picture/ten_ways.ts";
import { cellsOf, drawn } from "./drawn.ts";
import { makeMoreWays } from "./made_up_report.ts";

const [probed, seen, absent] = makeMoreWays() as [
  ReturnType<typeof makeMoreWays>[number],
  ReturnType<typeof makeMoreWays>[number],
  ReturnType<typeof makeMoreWays>[number],
];

Deno.test("moreCopiesTable() has a row for every way, with a dash for what cannot be told", () => {
  const [, ...rows] = cellsOf(moreCopiesTable([probed, seen, absent]));
  assertEquals(rows, [
    ["read + send(MSG_ZEROCOPY)", "2", "read old, write old"],
    ["copy_file_range", "0", "–"],
    ["read(O_DIRECT) + write", "–", "–"],
  ]);
});

Deno.test("listMoreWays() says what else was observed, and of what is absent why", () => {
  assertEquals(
    listMoreWays([absent, seen, { ...probed, findings: ["So.", "And so."] }]),
    "- read(O_DIRECT) + write is absent: tmpfs takes no O_DIRECT: open failed " +
      "with\n  EINVAL.\n" +
      "- copy_file_range: The new file lies where the old one lies.\n" +
      "- read + send(MSG_ZEROCOPY): So. And so.",
  );
});

Deno.test("listMoreWays() leaves out ways of which there is nothing else to say", () => {
  assertEquals(
    listMoreWays([{ ...probed, findings: [] }, seen]),
    [
      "- copy_file_range: The new file lies where the old one lies.",
    ].join("\n"),
  );
  assertEquals(listMoreWays([]), "");
});

Deno.test("listMoreWays() breaks its lines where a page does", () => {
  const findings = Array.from({ length: 20 }, (_, i) => `Finding ${i}.`);
  const lines = listMoreWays([{ ...seen, findings }]).split("\n");
  assert(lines.length > 2);
  for (const line of lines) assert(displayWidth(line) <= 80, line);
  for (const line of lines.slice(1)) assert(line.startsWith("  F"), line);
});

Deno.test("the further ways fit every width that a terminal may have", async () => {
  const ways = makeMoreWays();
  const page = `${moreCopiesTable(ways)}\n\n${listMoreWays(ways)}`;
  for (const columns of everyWidth) await drawn(page, columns);
});
