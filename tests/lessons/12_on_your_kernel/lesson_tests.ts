import { assertEquals } from "@std/assert";
import { machines } from "../../../lib/evidence/machines.ts";
import { calibrateFrom } from "../../../lib/evidence/prediction.ts";
import type { Report } from "../../../lib/evidence/report.ts";
import recorded from "../../../lessons/12_on_your_kernel/recorded.json" with {
  type: "json",
};

const { bench } = recorded as unknown as Required<Report>;

/** What a table prints of a number: three digits. */
function rounded(ns: number): number {
  return Number(ns.toPrecision(3));
}

Deno.test("the machine of the recorded bench stands in the table of machines", () => {
  const { kernel, day } = bench.machine;
  const listed = machines
    .find((one) => one.kernel === kernel && one.day === day)!;
  const measured = calibrateFrom(bench).machine;
  const sendNs = Object.entries(measured.sendNs)
    .map(([way, ns]) => [way, rounded(ns)]);
  assertEquals(listed, {
    ...measured,
    name: listed.name,
    callNs: rounded(measured.callNs),
    faultNs: rounded(measured.faultNs),
    sendNs: Object.fromEntries(sendNs),
    // No guest can see it: the log of its kernel tells.
    pageTables: listed.pageTables,
  });
});
