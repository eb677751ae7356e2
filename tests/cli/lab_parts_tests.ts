import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { collect, sayFailure } from "../../lib/cli/lab_parts.ts";
import type { LabPart } from "../../lib/cli/lab_plan.ts";
import { UsageError } from "../../lib/cli/usage_error.ts";
import type { Report } from "../../lib/evidence/report.ts";
import { ReceiverError } from "../../lib/lab/sink.ts";
import { makeDice } from "../dice.ts";
import { makeReport } from "../evidence/made_up_report.ts";
import { SyscallError } from "../../lib/lab/syscall_error.ts";

const parts: readonly LabPart[] = ["observation", "moments", "veth", "bench"];

const moments = makeReport(makeDice(1)).moments;

/** Finds something in every part but those that meet an error. */
async function collected(
  errors: Partial<Record<LabPart, Error>>,
): Promise<{ report: Report; told: [Report, Report][] }> {
  const told: [Report, Report][] = [];
  const report = await collect(parts, (part) => {
    if (errors[part] !== undefined) throw errors[part];
    return part === "moments" ? { moments } : { calls: { [part]: 1 } };
  }, (found, soFar) => {
    told.push([found, soFar]);
  });
  return { report, told };
}

const full = new SyscallError("pwrite(4, 0x1000, 9, 0)", 28);

Deno.test("a part that fails loses nothing of the others, and each is told at once", async () => {
  const { report, told } = await collected({
    observation: full,
    bench: new ReceiverError("The receiver failed: it slept"),
  });
  assertEquals(told, [
    [{ moments }, { moments }],
    [{ calls: { veth: 1 } }, { moments, calls: { veth: 1 } }],
  ]);
  assertEquals(report.failures, [
    {
      part: "observation",
      because:
        "Linux refused what the lab needs: pwrite(4, 0x1000, 9, 0) failed with ENOSPC: the disk is full. Try: deno task lab --folder with another folder",
    },
    { part: "bench", because: "The receiver failed: it slept" },
  ]);
});

Deno.test("where no part fails, no failures are told", async () => {
  const { report, told } = await collected({});
  assertEquals(Object.hasOwn(report, "failures"), false);
  assertEquals(told.length, parts.length);
});

Deno.test("bad input and mistakes end the lab", async () => {
  for (const error of [new UsageError("no", "yes"), new RangeError("a slip")]) {
    await assertRejects(() => collected({ veth: error }), Error, error.message);
    assertThrows(() => sayFailure(error), Error, error.message);
  }
});

Deno.test("sayFailure() tells what came first, and what it most likely means", () => {
  const away = new SyscallError("setns(3, 1073741824)", 1);
  assertEquals(
    sayFailure(new SuppressedError(away, full)),
    sayFailure(full),
  );
  const denied = new SyscallError("socket(2, 524289, 0)", 13);
  assertEquals(
    sayFailure(denied),
    "Linux refused what the lab needs: socket(2, 524289, 0) failed with EACCES (permission denied)",
  );
});
