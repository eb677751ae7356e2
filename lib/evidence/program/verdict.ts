/**
 * The kernel's verdict on what a program claims: which of its calls do what it says, which do not,
 * and of which no probe can tell.
 *
 * It needs no kernel: what was seen is given.
 *
 * @module
 */
import type { CallPlace, PlannedCall } from "../../lab/program/planned_call.ts";
import { isCopy, type Sighting } from "../../lab/probe.ts";
import { makeJob } from "../../machine/job.ts";
import type { Program } from "../../machine/program.ts";
import {
  type CallClaims,
  type Claim,
  claimsOf,
  plannedCalls,
} from "./calls.ts";

/** What came of a call's claims: "idle" is a call that claims nothing and hands nothing on. */
export type Verdict = "confirmed" | "contradicted" | "untold" | "idle";

/** A call, with what the kernel says of its claims. */
export interface JudgedCall extends CallClaims {
  /** What was seen after it; nothing if it handed nothing on. */
  readonly seen: Sighting | null;
  readonly verdict: Verdict;
  /** Why it is not confirmed: whole sentences, one for each claim. */
  readonly says: readonly string[];
}

/** What else is known of what was seen. */
export interface Circumstances {
  /** Whether the file that was made shares its blocks with the one that was sent, if that is known. */
  readonly sharesBlocks?: boolean | null;
}

/**
 * Judges the calls of a program by what was seen after each.
 *
 * @param program One whose calls the lab can make.
 * @param sightings Of one piece; each tells by its step of which call it is.
 */
export function judgeCalls(
  program: Program,
  sightings: readonly Sighting[],
  circumstances: Circumstances = {},
): JudgedCall[] {
  const job = makeJob({ fileBytes: 1, bufferBytes: 1 });
  const planned = plannedCalls(program, job);
  const paths = pathsOf(planned);
  return claimsOf(program).map((one) => {
    const seen = sightings.find(({ step }) => step === one.step) ?? null;
    const call = planned.find(({ step }) => step === one.step);
    const hindrance = call && seen &&
      hindranceOf(call, { seen, sightings, paths, ...circumstances });
    return { ...one, seen, ...judge(one, seen, hindrance) };
  });
}

/** Counts the calls that were seen to copy: nothing, if of one that hands bytes on that is not known. */
export function copiesIn(calls: readonly JudgedCall[]): number | null {
  const seen = calls.filter(({ seen }) => seen !== null);
  const isKnown = seen.every(({ verdict }) => verdict !== "untold");
  return isKnown ? seen.filter((one) => isCopy(one.seen!)).length : null;
}

/** Judges one call. @param hindrance Why the sighting tells nothing, if it does not. */
function judge(
  { step, call, claims }: CallClaims,
  seen: Sighting | null,
  hindrance: string | undefined | null,
): Pick<JudgedCall, "verdict" | "says"> {
  const copies = claims.filter(({ does }) => does === "copies");
  if (seen === null) {
    return claims.length === 0
      ? { verdict: "idle", says: [] }
      : untold(call, claims, "the call hands no bytes on");
  }
  if (hindrance) return untold(call, claims, hindrance);
  const copied = isCopy(seen);
  if (copied === null) return untold(call, claims, "its runs disagree");
  if (!copied) {
    const says = copies.map((claim) =>
      `Step ${claim.step} says that the CPU copies ${routeOf(claim)}; on ` +
      `this kernel it does not (${runsOf(seen, seen.new)}).`
    );
    return { verdict: says.length > 0 ? "contradicted" : "confirmed", says };
  }
  if (copies.length > 1) {
    return untold(call, copies, "it sees one copy or more, and cannot count");
  }
  if (copies.length === 1) return { verdict: "confirmed", says: [] };
  const passing = claims.length > 0
    ? claims.map((claim) => `${sayClaim(claim)} in ${call}`)
    : [`Step ${step} begins ${call}, and no step says that it copies`];
  const says = passing.map((claimed) =>
    `${claimed}; on this kernel ${call} copies (${runsOf(seen, seen.old)}).`
  );
  return { verdict: "contradicted", says };
}

function untold(
  call: string,
  claims: readonly Claim[],
  why: string,
): Pick<JudgedCall, "verdict" | "says"> {
  const numbers = claims.map(({ step }) => step).join(" and ");
  const steps = claims.length === 0
    ? `What ${call} does`
    : `Step${claims.length > 1 ? "s" : ""} ${numbers}, in ${call},`;
  const says = `${steps} cannot be judged by a probe: ${why}.`;
  return { verdict: "untold", says: [says] };
}

/** Says a claim: "Step 2 passes pages page cache → user buffer". */
export function sayClaim({ step, does, from, to }: Claim): string {
  switch (does) {
    case "copies":
      return `Step ${step} copies ${from} → ${to} by CPU`;
    case "passes":
      return `Step ${step} passes pages ${from} → ${to}`;
    case "maps":
      return `Step ${step} maps pages of the ${from} into the ${to}`;
    case "reserves":
      return `Step ${step} reserves addresses`;
  }
}

function routeOf({ from, to }: Claim): string {
  return `${from} → ${to}`;
}

function runsOf({ runs }: Sighting, agreeing: number): string {
  return `${agreeing} of ${runs} runs`;
}

/** How the bytes of a call came to it, and whether they arrive. */
interface Path {
  /** The calls before it, since the place where its bytes are changed. [steps] */
  readonly before: readonly number[];
  /** Whether what it hands on is what arrives. */
  arrives: boolean;
}

/** Follows the bytes through the calls of a piece, from place to place. */
function pathsOf(planned: readonly PlannedCall[]): Map<number, Path> {
  const paths = new Map<number, Path>();
  const all: Partial<Record<CallPlace, readonly number[]>> = {};
  const since: Partial<Record<CallPlace, readonly number[]>> = {};
  for (const { step, from, to } of planned) {
    if (from === undefined || to === undefined) continue;
    // What is in the buffer is changed there, whatever brought it.
    const before = from === "buffer" ? [] : since[from] ?? [];
    paths.set(step, { before, arrives: to === "end" });
    const through = [...all[from] ?? [], step];
    if (to === "end") {
      for (const one of through) paths.get(one)!.arrives = true;
    }
    all[to] = through;
    since[to] = [...before, step];
  }
  return paths;
}

/** Says why what was seen after a call tells nothing of it: a clause. */
function hindranceOf(
  { step, call, from, flag }: PlannedCall,
  { seen, sightings, paths, sharesBlocks = null }: Circumstances & {
    seen: Sighting;
    sightings: readonly Sighting[];
    paths: ReadonlyMap<number, Path>;
  },
): string | undefined {
  const { before = [], arrives } = paths.get(step) ?? {};
  if (!arrives) return "what arrives does not come from it";
  if (flag === "O_DIRECT") {
    return "a device writes into the buffer, so a change of the file comes " +
      "too late; what it takes from the disk tells";
  }
  const copied = sightings.filter((one) => isCopy(one) === true)
    .map((one) => one.step);
  if (before.some((step) => copied.includes(step))) {
    return `what it has from the ${from} is a copy already`;
  }
  const isReflink = call === "copy_file_range" && isCopy(seen) === true &&
    sharesBlocks !== false;
  return isReflink
    ? "the two files may lie in the same place on the disk"
    : undefined;
}
