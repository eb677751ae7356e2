import { assert, assertEquals } from "@std/assert";
import {
  limitReached,
  limitsOf,
  type Measured,
  mostBusy,
  mostMemoryBytes,
  sayCpu,
} from "../../lib/grade/limits.ts";
import { Dice } from "../../lib/workbook/dice.ts";

/** A process that has done nothing yet. */
const idle: Measured = {
  cpuMs: 0,
  wallMs: 0,
  memoryBytes: 0,
  isWaiting: false,
  isFlooding: false,
};

Deno.test("each limit has its reason", () => {
  const reasons: readonly [Partial<Measured>, string | undefined][] = [
    [{}, undefined],
    [{ cpuMs: 1999, wallMs: 39_999 }, undefined],
    [{ cpuMs: 2000 }, "2 s of CPU time. Is there a loop without end?"],
    [
      { cpuMs: 2000, memoryBytes: mostMemoryBytes / 2 },
      "2 s of CPU time, and takes 512 MiB of memory.",
    ],
    [{ cpuMs: 2000, isFlooding: true }, "2 s of CPU time, and logs without"],
    [{ wallMs: 2000, isWaiting: true }, "it waits, or this machine is busy."],
    [{ wallMs: 40_000 }, "within 40 s, or this machine is busy."],
    [{ memoryBytes: 2 * mostMemoryBytes }, "more than 1 GiB of memory."],
  ];
  for (const [measured, says] of reasons) {
    const why = limitReached({ ...idle, ...measured }, 2000);
    assert(
      says === undefined ? why === undefined : why?.includes(says),
      `${JSON.stringify(measured)}: ${why}`,
    );
  }
});

/** A pretend machine: an answer that computes has this share of the CPU. */
interface Machine {
  readonly share: number;
  /** What the answer takes. [ms of CPU] */
  readonly workMs: number;
}

/** Watches a pretend answer, as the process of an answer does. @returns Why it is ended, if it is. */
function watched(
  { share, workMs }: Machine,
  limitMs: number,
): string | undefined {
  for (let wallMs = 0; share * wallMs < workMs; wallMs += 50) {
    const why = limitReached(
      { ...idle, cpuMs: share * wallMs, wallMs },
      limitMs,
    );
    if (why !== undefined) return why;
  }
  return undefined;
}

Deno.test("what takes less than the limit passes on any machine that is not busier than the most", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const dice = new Dice(seed);
    const seconds = dice.whole(1, 10);
    const { callMs } = limitsOf(seconds);
    const share = 1 / dice.whole(1, mostBusy - 1);
    const honest = { share, workMs: callMs * dice.whole(1, 95) / 100 };
    assertEquals(watched(honest, callMs), undefined, `seed ${seed}`);
    const endless = watched({ share, workMs: Infinity }, callMs);
    assert(endless?.includes("Is there a loop without end?"), `seed ${seed}`);
  }
});

Deno.test("a machine that is busier is told with the limit", () => {
  const share = 1 / (3 * mostBusy);
  const why = watched({ share, workMs: 1000 }, limitsOf(2).callMs);
  assert(why?.endsWith("or this machine is busy."), why);
});

Deno.test("sayCpu() asks for a loop, where no other reason is known", () => {
  assertEquals(
    sayCpu(250),
    "It did not end within 0.25 s of CPU time. Is there a loop without end?",
  );
});
