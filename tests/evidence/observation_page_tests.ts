import { assert, assertEquals } from "@std/assert";
import { compare, type Figure } from "../../lib/evidence/figures.ts";
import {
  abilityOf,
  copiesTable,
  figuresTable,
  furtherCopiesTable,
  listContradictions,
  listFurther,
  listMethods,
  sayMachine,
  saySent,
  sayVeth,
  vethTable,
} from "../../lib/evidence/observation_page.ts";
import type { Sighting } from "../../lib/lab/probe.ts";
import { makeDice } from "../dice.ts";
import { widths } from "../widths.ts";
import { cellsOf, drawn } from "./drawn.ts";
import {
  machine,
  makeCopies,
  makeCost,
  makeFurther,
  makeObservation,
  makeVeth,
  strategyNames,
} from "./made_up_report.ts";
import type { VethResult } from "../../lib/lab/network/veth_experiment.ts";
import { displayWidth } from "../../lib/text/width.ts";

/** A figure with one value for each pair of numbers. */
function figure(
  unit: Figure["unit"],
  ...pairs: readonly (readonly [model: number | null, kernel: number | null])[]
): Figure {
  const values = pairs
    .map(([model, kernel], i) => ({ way: `way ${i}`, model, kernel }));
  return { name: "things", unit, how: "by hand", values };
}

/** The cells of a figure in its table. */
function said(...args: Parameters<typeof figure>): string[] {
  return cellsOf(figuresTable([figure(...args)]))[1]!.slice(1);
}

Deno.test("sayMachine() names all that a result depends on", () => {
  assertEquals(
    sayMachine(machine),
    "Linux 6.18.44 on x86_64 (Made-Up CPU @ 2.00GHz, 2 CPUs), files on ext4, " +
      "Deno 2.9.6, 2026-11-21.",
  );
  assert(sayMachine({ ...machine, cpus: 1 }).includes(", 1 CPU)"));
  const mitigations = { meltdown: "Mitigation: PTI" };
  assert(
    sayMachine({ ...machine, isGuest: true, mitigations }).endsWith(
      "2026-11-21. It runs under a hypervisor. It isolates the page tables " +
        "of programs and kernel (PTI).",
    ),
  );
});

Deno.test("copiesTable() has a row for each call, and the verdict beside the first", () => {
  const counts = strategyNames.map((way) => makeCopies(way, { runs: 7 }));
  assertEquals(copiesTable(counts) + "\n", copies);
});

const copies = `
| strategy     | after      | changed    | arrived   | runs   | copies |
| :----------- | :--------- | :--------- | :-------- | :----- | :----- |
| read + write | read       | the file   | old bytes | 7 of 7 | 2      |
|              | write      | the buffer | old bytes | 7 of 7 |        |
| mmap + write | mmap       | the file   | new bytes | 7 of 7 | 1      |
|              | write      | the file   | old bytes | 7 of 7 |        |
| sendfile     | sendfile   | the file   | new bytes | 7 of 7 | 0      |
| splice       | splice in  | the file   | new bytes | 7 of 7 | 0      |
|              | splice out | the file   | new bytes | 7 of 7 |        |
`.slice(1);

/** What was seen in so many runs. */
function sighting(seen: Pick<Sighting, "old" | "new" | "mixed">): Sighting {
  const runs = seen.old + seen.new + seen.mixed;
  return { call: "read", from: "file", runs, ...seen };
}

Deno.test("copiesTable() says which bytes arrived most often, and of two no copy", () => {
  const arrived = (old: number, young: number, mixed: number): string => {
    const seen = sighting({ old, new: young, mixed });
    const count = { ...makeCopies("sendfile"), sightings: [seen] };
    return cellsOf(copiesTable([count]))[1]![3]!;
  };
  assertEquals(arrived(3, 2, 1), "old bytes");
  assertEquals(arrived(2, 3, 1), "new bytes");
  assertEquals(arrived(2, 1, 3), "other bytes");
  assertEquals(arrived(3, 3, 0), "new bytes");
});

Deno.test("copiesTable() says of how many runs what arrived is true", () => {
  const [first] = makeCopies("sendfile").sightings;
  const seen = { ...first!, old: 1, new: 95, mixed: 4 };
  const count = { ...makeCopies("sendfile"), sightings: [seen] };
  const [, row] = cellsOf(copiesTable([count]));
  assertEquals(row!.slice(3, 5), ["new bytes", "95 of 100"]);
});

Deno.test("figuresTable() sets model and kernel side by side, and the kernel alone", () => {
  assertEquals(said("times", [257, 257], [1e6, 77], [null, 3]), [
    "257 = 257",
    "1,000,000 ≠ 77",
    "3",
  ]);
  assertEquals(said("bytes", [2 ** 23, 2 ** 23], [0, 0], [0, 4096]), [
    "8 = 8 MiB",
    "0 = 0 B",
    "0 B ≠ 4 KiB",
  ]);
  assertEquals(said("ns", [null, 3_500_000], [null, 70]), ["3.5 ms", "70 ns"]);
  assertEquals(said("bytes/s", [null, 1_234_567_890], [null, 5e7]), [
    "1.23 GB/s",
    "0.05 GB/s",
  ]);
});

Deno.test("figuresTable() shows what was not seen as a dash, whatever the model says", () => {
  assertEquals(said("bytes", [0, null], [2 ** 23, null], [null, null]), [
    "–",
    "–",
    "–",
  ]);
});

Deno.test("numbers that differ never look alike", () => {
  const block = 4096;
  assertEquals(said("bytes", [2 ** 23, 2 ** 23 + block]), [
    "8,388,608 B ≠ 8,392,704 B",
  ]);
  assertEquals(
    listContradictions([figure("bytes", [2 ** 23, 2 ** 23 + block])]),
    "- things, way 0: the model counts 8,388,608 B, this kernel 8,392,704 B.",
  );
});

Deno.test("listContradictions() lists what differs, or says that nothing does", () => {
  const different = figure("times", [128, 77], [5, 5], [null, 9], [9, null]);
  assertEquals(
    listContradictions([different, figure("bytes", [0, 0], [0, 512])]),
    "- things, way 0: the model counts 128, this kernel 77.\n" +
      "- things, way 1: the model counts 0 B, this kernel 512 B.",
  );
  assertEquals(
    listContradictions([figure("times", [1, 1])]),
    "The model and this kernel agree everywhere.",
  );
});

Deno.test("listMethods() says of every figure how it was measured", () => {
  const { costs, copies } = makeObservation(makeDice(1));
  const figures = compare(costs, copies);
  const items = listMethods(figures).split("\n");
  assertEquals(items.length, figures.length);
  for (const [i, { name, how }] of figures.entries()) {
    assertEquals(items[i], `- ${name}: ${how}`);
  }
});

Deno.test("saySent() says what was sent, and how many strategies delivered it", () => {
  const sizes = { fileBytes: 2 ** 23, pieceBytes: 2 ** 16 };
  const warm = makeCost("sendfile", sizes, makeDice(1)).warm;
  const costs = strategyNames.map((way, i) => ({
    ...makeCost(way, sizes, makeDice(1)),
    cold: warm,
    isDelivered: i !== 2,
  }));
  const says = "8 MiB in pieces of 64 KiB, over TCP to another thread. The " +
    "very bytes of the file arrived with 3 of 4 strategies.";
  assertEquals(saySent(costs), says);
  assertEquals(
    saySent([...costs.slice(0, 3), { ...costs[3]!, cold: null }]),
    `${says} The kernel did not drop the pages of the file, as it cannot ` +
      "where files are in memory only: try --folder with a folder on a disk.",
  );
  assertEquals(saySent([]), "");
});

Deno.test("the tables fit every width that a terminal may have", async () => {
  for (let seed = 1; seed <= 2; seed++) {
    const { costs, copies } = makeObservation(makeDice(seed));
    const tables = [copiesTable(copies), figuresTable(compare(costs, copies))];
    for (const columns of widths) {
      await drawn(tables.join("\n\n"), columns);
    }
  }
});

Deno.test("with 80 columns, every row of the usual tables is one line", async () => {
  const sizes = { fileBytes: 2 ** 23, pieceBytes: 2 ** 16 };
  const costs = strategyNames.map((way) => makeCost(way, sizes, makeDice(8)));
  const copies = strategyNames.map((way) => makeCopies(way));
  for (
    const table of [copiesTable(copies), figuresTable(compare(costs, copies))]
  ) {
    const rows = table.split("\n").length - 1;
    const lines = await drawn(table, 80);
    assertEquals(lines.length, rows + 3, lines.join("\n"));
  }
});

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
  assertEquals(vethTable(veth) + "\n", vethTableDrawn);
});

const vethTableDrawn = `
| a NIC that                 | read + write | mmap + write | sendfile | splice |
| :------------------------- | :----------- | :----------- | :------- | :----- |
| gathers, adds checksums    | 2 = 2        | 1 = 1        | 0 = 0    | 0 = 0  |
| cannot gather              | 2 = 2        | 1 = 1        | 1 = 1    | 1 = 1  |
| gathers, adds no checksums | 2 = 2        | 1 = 1        | 1 = 1    | 1 = 1  |
`.slice(1);

Deno.test("vethTable() shows where the kernel contradicts the model", () => {
  const [, second] = veth.rows;
  // A kernel that would hand on references to a NIC that cannot gather.
  const copies = strategyNames.map((way) => makeCopies(way));
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

/** The same result with the runs of one strategy agreeing less. */
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
  for (const columns of widths) await drawn(vethTable(veth), columns);
  const lines = await drawn(vethTable(veth), 80);
  assertEquals(lines.length, veth.rows.length + 4);
});

const [probed, seen, absent] = makeFurther() as [
  ReturnType<typeof makeFurther>[number],
  ReturnType<typeof makeFurther>[number],
  ReturnType<typeof makeFurther>[number],
];

Deno.test("furtherCopiesTable() has a row for every strategy, with a dash for what cannot be told", () => {
  const [, ...rows] = cellsOf(furtherCopiesTable([probed, seen, absent]));
  assertEquals(rows, [
    ["read + send(MSG_ZEROCOPY)", "2", "read old, write old"],
    ["copy_file_range", "0", "–"],
    ["read(O_DIRECT) + write", "–", "–"],
  ]);
});

Deno.test("listFurther() says what else was observed, and of what is absent why", () => {
  assertEquals(
    listFurther([absent, seen, { ...probed, findings: ["So.", "And so."] }]),
    "- read(O_DIRECT) + write is absent: tmpfs takes no O_DIRECT: open failed " +
      "with\n  EINVAL.\n" +
      "- copy_file_range: The new file lies where the old one lies.\n" +
      "- read + send(MSG_ZEROCOPY): So. And so.",
  );
});

Deno.test("listFurther() leaves out strategies of which there is nothing else to say", () => {
  assertEquals(
    listFurther([{ ...probed, findings: [] }, seen]),
    [
      "- copy_file_range: The new file lies where the old one lies.",
    ].join("\n"),
  );
  assertEquals(listFurther([]), "");
});

Deno.test("listFurther() breaks its lines where a page does", () => {
  const findings = Array.from({ length: 20 }, (_, i) => `Finding ${i}.`);
  const lines = listFurther([{ ...seen, findings }]).split("\n");
  assert(lines.length > 2);
  for (const line of lines) assert(displayWidth(line) <= 80, line);
  for (const line of lines.slice(1)) assert(line.startsWith("  F"), line);
});

Deno.test("the further strategies fit every width that a terminal may have", async () => {
  const ways = makeFurther();
  const page = `${furtherCopiesTable(ways)}\n\n${listFurther(ways)}`;
  for (const columns of widths) await drawn(page, columns);
});
