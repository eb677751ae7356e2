/**
 * What a strategy is: a way of sending a file, as the textbooks tell it, as Linux does it, and as a
 * program asks a kernel for it.
 *
 * @module
 */
import { type Job, makeJob, type NicAbility } from "../machine/job.ts";
import { type Program, stepsOf, turnsOf } from "../machine/program.ts";
import { run } from "../machine/run.ts";
import { Counter, type Counts } from "../trace/count.ts";
import { addsTo } from "../trace/quantity.ts";
import { fallBack } from "./fallback.ts";

/** A system call that hands the bytes of a piece on: to where the next one has them from. */
export interface Call {
  /** Its name, and which end of a pipe it uses: "read", "splice in". */
  readonly call: string;
  /** Where it has the bytes from. What the last call sends goes to the socket. */
  readonly from: "file" | "buffer" | "mapping" | "pipe";
}

/** How a number grows with the file. */
export interface Formula {
  /** As people write it, with N for the number of pieces. */
  readonly says: string;
  /** Computes it. */
  readonly of: (pieces: number) => number;
}

/** Something new in Linux. */
export interface Change {
  /** The first version that has it: "2.6.17". */
  readonly since: string;
  /** What it is, in a few words. */
  readonly says: string;
  /** Where that is written: a name, and an address of the web. */
  readonly source: readonly [name: string, url: string];
}

/** A way of sending a file. */
export interface Strategy {
  readonly name: string;
  /** The change of Linux that brought it; nothing where every Unix has it. */
  readonly broughtBy?: Change;
  /** As the textbooks tell it. */
  readonly textbook: Program;
  /** As Linux does it. */
  readonly linux: Program;
  /** Its mode switches on Linux, where each piece goes in one call, or one pipe-full. */
  readonly switches: Formula;
  /** What a program chooses to get it from a NIC that gathers; nothing if no program can. */
  readonly choice?: string;
  /** The calls that hand the bytes on, in order. What opens and closes is not among them. */
  readonly calls: readonly Call[];
}

/** A strategy that a program can choose. */
export type Choice = Strategy & { readonly choice: string };

/** Picks the strategies that a program can choose from. The NIC decides whether sendfile gathers. */
export function choicesOf(strategies: readonly Strategy[]): Choice[] {
  return strategies.filter((one): one is Choice => one.choice !== undefined);
}

/** What Linux does for each strategy that a program can choose. */
export function chosenPrograms(strategies: readonly Strategy[]): Program[] {
  return choicesOf(strategies).map(({ linux }) => linux);
}

/** Lists the places of the bytes, from the file to the socket: "file", "buffer", "socket". */
export function routeOf({ calls }: Pick<Strategy, "calls">): string[] {
  return [...calls.map(({ from }) => from), "socket"];
}

/**
 * Counts what each of a strategy's calls does, for one piece of a file in the page cache. What comes
 * after the last call, such as a copy since the NIC lacks an ability, is that call's.
 */
export function countsByCall(
  { linux, calls }: Pick<Strategy, "linux" | "calls">,
  nic: NicAbility = "gather",
): Counts[] {
  const job = makeJob({ fileBytes: 1, bufferBytes: 1, cache: "warm", nic });
  const counters = calls.map(() => new Counter());
  let at = -1;
  for (const event of run(fallBack(linux, job), job).trace) {
    const isEntry = addsTo("systemCalls")(event);
    const next = calls[at + 1]?.call.split(" ")[0];
    if (isEntry && "call" in event && event.call === next) at += 1;
    counters[at]?.add(event);
  }
  return counters.map(({ counts }) => counts);
}

/** Counts the CPU copies of each of a strategy's calls, for one piece. */
export function copiesByCall(
  strategy: Pick<Strategy, "linux" | "calls">,
  nic?: NicAbility,
): number[] {
  return countsByCall(strategy, nic).map(({ cpuCopies }) => cpuCopies);
}

/** Counts how often a program makes each call for a job, by its name: in pieces as the job has them. */
export function callCounts(program: Program, job: Job): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { instruction, repeats } of stepsOf(program)) {
    if (instruction.op !== "enter kernel") continue;
    counts[instruction.call] = (counts[instruction.call] ?? 0) +
      turnsOf(repeats, job);
  }
  return counts;
}
