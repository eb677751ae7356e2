/**
 * What `deno task golf` prints: the machines with the best scores, and what came of a program.
 *
 * @module
 */
import type { Program } from "../machine/program.ts";
import { hangText } from "../text/hanging_text.ts";
import { wrapText } from "../text/width.ts";
import {
  bestScore,
  compareScores,
  type Hole,
  type Played,
  sayCompared,
  sayScore,
  type Score,
} from "../workbook/golf.ts";
import { toldApart } from "../workbook/own_program.ts";
import { sayJob } from "../workbook/say_job.ts";

/** A program at a hole. */
export interface Turn {
  readonly hole: Hole;
  /** As the kernel carries it out there. */
  readonly program: Program;
  /** Its score, or why there is none. */
  readonly came: Score | string;
  /** The best program before. */
  readonly before: Played | undefined;
  /** Whether it takes its place. */
  readonly isKept: boolean;
  /** Whether it would, and is too large for that. */
  readonly isTooLarge: boolean;
}

const rules = "Copy golf: the CPU copies as few bytes as can be; where two " +
  "programs copy as many, the one with fewer mode switches is better; then " +
  "the one with less memory at its peak. A call may do what the textbook tells " +
  "of it: what Linux does, deno\xa0task\xa0lab\xa0--program says.";

/** Draws holes, each with the best known score and one's own. */
export function drawHoles(
  holes: readonly Hole[],
  bests: ReadonlyMap<string, Played>,
  columns: number,
): string[] {
  return [
    ...wrapText(rules, columns),
    ...holes.flatMap((hole) => ["", ...drawHole(hole, bests, columns)]),
  ];
}

function drawHole(
  { name, says, job, ...hole }: Hole,
  bests: ReadonlyMap<string, Played>,
  columns: number,
): string[] {
  const best = bestScore({ name, says, job, ...hole });
  const yours = bests.get(name);
  const own = yours === undefined
    ? "none yet"
    : `${sayScore(yours.score)} (${toldApart(yours.program).name}): ` +
      sayCompared(yours.score, best);
  return [
    ...wrapText(`${name}: ${says}`, columns),
    ...hangText("  job         ", sayJob(job), columns),
    ...hangText("  best known  ", sayScore(best), columns),
    ...hangText("  yours       ", own, columns),
  ];
}

/** Draws what came of a program on each machine. */
export function drawTurns(
  turns: readonly Turn[],
  program: Program,
  columns: number,
): string[] {
  const names = Math.max(...turns.map(({ hole }) => hole.name.length)) + 4;
  return [
    ...wrapText(toldApart(program).name, columns),
    ...turns.flatMap((turn) =>
      hangText(`  ${turn.hole.name}`.padEnd(names), sayTurn(turn), columns)
    ),
  ];
}

function sayTurn({ hole, came, before, isKept, isTooLarge }: Turn): string {
  if (typeof came === "string") return `No score. ${came}`;
  const end = isTooLarge
    ? " It is larger than what can be kept."
    : isKept && before === undefined
    ? " Kept: it is your first here."
    : isKept
    ? ` Kept in the place of ${sayScore(before!.score)}.`
    : compareScores(came, before!.score) === 0
    ? " You have one as good."
    : ` Your best stays: ${sayScore(before!.score)}.`;
  return `${sayScore(came)}: ${sayCompared(came, bestScore(hole))}.${end}`;
}
