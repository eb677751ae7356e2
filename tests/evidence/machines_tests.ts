import { assert, assertEquals } from "@std/assert";
import {
  type KnownMachine,
  machines,
  machinesTable,
  sayRange,
} from "../../lib/evidence/machines.ts";
import { calibrateFrom } from "../../lib/evidence/prediction.ts";
import { sayTime } from "../../lib/text/say.ts";
import { cellsOf } from "./drawn.ts";
import { machine, makeBench, strategyNames } from "./made_up_report.ts";

const bench = makeBench();
const here = calibrateFrom(bench).machine;

Deno.test("machineFrom() says what the lab has measured, and what it cannot know", () => {
  assertEquals(here.callNs, 140);
  assert(Math.abs(here.faultNs - 900) < 1e-3);
  assertEquals(Object.keys(here.sendNs), strategyNames);
  for (const [way, ns] of Object.entries(here.sendNs)) {
    const row = bench.rows
      .find((one) => one.way === way && one.pieceBytes === 2 ** 16)!;
    // The file of the bench has 64 MiB; of its five runs, the second is the lower quartile.
    assert(Math.abs(ns * 64 / row.runs[1]!.cpuNs - 1) < 1e-9, way);
  }
  const { name, kernel, day, by, isGuest, isolatesPageTables, pageTables } =
    here;
  assertEquals(
    { name, kernel, day, by, isGuest, isolatesPageTables, pageTables },
    {
      name: "this machine",
      kernel: machine.kernel,
      day: machine.day,
      by: "the lab, 64 MiB",
      isGuest: false,
      isolatesPageTables: false,
      pageTables: "its own",
    },
  );
  const guest = { ...bench, machine: { ...machine, isGuest: true } };
  const { pageTables: unknown } = calibrateFrom(guest).machine;
  assertEquals(unknown, null, "a guest cannot see who keeps them");
});

Deno.test("machinesTable() has a column for each machine, and names what is not known", () => {
  const hidden: KnownMachine = {
    ...here,
    name: "hidden",
    processor: null,
    isGuest: null,
    isolatesPageTables: null,
    pageTables: null,
    sendNs: {},
  };
  const [head, ...rows] = cellsOf(machinesTable([...machines, here, hidden]));
  assertEquals(
    head!.slice(1),
    [...machines.map(({ name }) => name), "this machine", "hidden"],
  );
  const row = (name: string): string[] =>
    rows.find(([first]) => first === name)!.slice(-2);
  assertEquals(row("page tables isolated"), ["no", "not known"]);
  assertEquals(row("under a hypervisor"), ["no", "not known"]);
  assertEquals(row("a call that does nothing"), ["140 ns", "140 ns"]);
  for (const way of strategyNames) {
    assertEquals(row(way), [sayTime(here.sendNs[way]!), "not known"]);
  }
});

Deno.test("each machine has its day, what measured it, and all strategies", () => {
  assert(machines.length >= 2);
  assertEquals(
    new Set(machines.map(({ name }) => name)).size,
    machines.length,
  );
  for (const { name, day, by, sendNs, callNs, faultNs } of machines) {
    assert(/^\d{4}-\d\d(-\d\d)?$/.test(day), name);
    assert(by.length > 0, name);
    assertEquals(Object.keys(sendNs), strategyNames, name);
    for (const ns of [callNs, faultNs, ...Object.values(sendNs)]) {
      assert(ns > 0, name);
    }
  }
});

Deno.test("sayRange() says the least ratio and the most", () => {
  const made = [[3, 4], [1, 2], [5, 4]].map(([some, other]) => ({
    ...here,
    sendNs: { some: some!, other: other! },
  }));
  assertEquals(
    sayRange(made, "some", "other"),
    "some took 0.50 to 1.25 of the CPU time of other",
  );
});
