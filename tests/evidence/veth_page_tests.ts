import { assertEquals } from "@std/assert";
import { abilityOf, sayVeth, vethTable } from "../../lib/evidence/veth_page.ts";
import type { VethResult } from "../../lib/lab/network/veth_experiment.ts";
import { everyWidth } from "../picture/ten_ways.ts";
import { cellsOf, drawn } from "./drawn.ts";
import { makeCopies, makeVeth, wayNames } from "./made_up_report.ts";

const veth = makeVeth();

Deno.test("abilityOf() goes by what the device says, not by what it was told", () => {
  const ability = (scatterGather: boolean, transmitChecksum: boolean): string =>
    abilityOf({
      features: { scatterGather, transmitChecksum, segmentationOffload: true },
    });
  assertEquals(ability(true, true), "gather");
  assertEquals(ability(true, false), "no-checksum");
  // Without scatter-gather, checksums make no difference.
  assertEquals(ability(false, true), "no-gather");
  assertEquals(ability(false, false), "no-gather");
});

Deno.test("vethTable() has a row for each state, model and kernel in each cell", () => {
  assertEquals(vethTable(veth) + "\n", table);
});

const table = `
| a NIC that                 | read + write | mmap + write | sendfile | splice |
| :------------------------- | :----------- | :----------- | :------- | :----- |
| gathers, adds checksums    | 2 = 2        | 1 = 1        | 0 = 0    | 0 = 0  |
| cannot gather              | 2 = 2        | 1 = 1        | 1 = 1    | 1 = 1  |
| gathers, adds no checksums | 2 = 2        | 1 = 1        | 1 = 1    | 1 = 1  |
`.slice(1);

Deno.test("vethTable() shows where the kernel contradicts the model", () => {
  const [, second] = veth.rows;
  // A kernel that would hand on references to a NIC that cannot gather.
  const copies = wayNames.map((way) => makeCopies(way));
  const [, row] = cellsOf(
    vethTable({ ...veth, rows: [{ ...second!, copies }] }),
  );
  assertEquals(row, ["cannot gather", "2 = 2", "1 = 1", "1 ≠ 0", "1 ≠ 0"]);
});

Deno.test("vethTable() names a state by what the device then did", () => {
  const [first, second] = veth.rows;
  const { features } = second!;
  const stubborn = { ...veth, rows: [{ ...first!, features }] };
  assertEquals(cellsOf(vethTable(stubborn))[1]![0], "cannot gather");
});

/** The same result with the runs of one way agreeing less. */
function withAgreement(agreement: number): VethResult {
  const [first, ...others] = veth.rows;
  const [copies, ...rest] = first!.copies;
  const doubtful = { ...copies!, agreement };
  return {
    ...veth,
    rows: [...others, { ...first!, copies: [...rest, doubtful] }],
  };
}

Deno.test("sayVeth() says how many runs agree, and never more than do", () => {
  const says = (veth: VethResult): string => sayVeth(veth).split("; ")[1]!;
  assertEquals(
    sayVeth(veth),
    "CPU copies of a piece, model = kernel. Each change was made in 100 runs; " +
      "all of them agree.",
  );
  assertEquals(says(withAgreement(0.5)), "at least 50 % of them agree.");
  assertEquals(says(withAgreement(0.999)), "at least 99 % of them agree.");
});

Deno.test("sayVeth() says why there is nothing to see", () => {
  const hindrance = "This process lacks CAP_NET_ADMIN";
  assertEquals(
    sayVeth({ ...veth, hindrance, rows: [] }),
    "It was not seen: This process lacks CAP_NET_ADMIN.",
  );
});

Deno.test("the table of the cable fits every width that a terminal may have", async () => {
  for (const columns of everyWidth) await drawn(vethTable(veth), columns);
  const lines = await drawn(vethTable(veth), 80);
  assertEquals(lines.length, veth.rows.length + 4);
});
