/**
 * `deno task golf`: copy golf in a terminal, on the machines of lib/workbook/golf.ts.
 *
 * A program that is better than the best so far is kept, as data: when it is listed or shown again,
 * nothing of its file is run.
 *
 * @module
 */
import type { Program } from "../machine/program.ts";
import { fallBack } from "../strategy/fallback.ts";
import { nearest } from "../text/nearest.ts";
import { wrapText } from "../text/width.ts";
import {
  bestScore,
  compareScores,
  type Hole,
  holes,
  play,
  replay,
  type Score,
} from "../workbook/golf.ts";
import { jsonText } from "../workbook/plain.ts";
import { programModule } from "../workbook/program_module.ts";
import { programText } from "../workbook/program_text.ts";
import { drawHoles, drawTurns, type Turn } from "./golf_text.ts";
import { keepGolf, type KeptGolf, readGolf } from "./kept_golf.ts";
import { quote } from "./option_values.ts";
import { complain, print, terminalColumns } from "./output.ts";
import { ownProgram } from "./own_program.ts";
import { isGiven, numberOf, readOrHelp, type Typed } from "./typed.ts";
import { UsageError } from "./usage_error.ts";

const command = "deno task golf";

/** What was asked for. */
interface Asked {
  /** The one machine that was named, or all. */
  readonly played: readonly Hole[];
  /** The file of a program, as it was typed. */
  readonly path: string | undefined;
  readonly columns: number;
  readonly isJson: boolean;
}

/**
 * Carries out the command.
 *
 * @returns 1 if a program that was played has no score.
 */
export async function golfCommand(
  args: readonly string[],
): Promise<number | void> {
  const typed = readOrHelp("golf", args);
  if (typed === undefined) return;
  const asked = askedIn(typed);
  const kept = readGolf();
  if (kept.odd !== undefined) complain(`${kept.odd}: that counts for nothing`);
  if (isGiven(typed, "show")) return print(moduleOf(asked, kept));
  if (asked.path === undefined) {
    return print(
      asked.isJson ? jsonText(listed(asked, kept)) : listText(asked, kept),
    );
  }
  return await playHoles(asked, asked.path, kept);
}

/** Tells the name of a hole from that of a file, in whichever order they stand. */
function askedIn(typed: Typed): Asked {
  const { words } = typed;
  const [path, ...more] = words.filter((word) => /\.ts(?:#|$)/.test(word));
  const names = words.filter((word) => word !== path);
  if (names.length > 1 || more.length > 0) {
    const what = more.length > 0 ? "file" : "name of a machine";
    throw new UsageError(
      `One ${what} was expected, and "${words[1]}" follows "${words[0]}"`,
      `${command} ${holes[0]!.name} ${quote(path ?? "mine.ts")}`,
    );
  }
  const [name] = names;
  const hole = name === undefined ? undefined : findHole(name, path);
  return {
    played: hole === undefined ? holes : [hole],
    path,
    columns: numberOf(typed, "width") ?? terminalColumns(),
    isJson: isGiven(typed, "json"),
  };
}

function findHole(name: string, path: string | undefined): Hole {
  const names = holes.map(({ name }) => name);
  const found = holes.find((hole) => hole.name === name);
  if (found !== undefined) return found;
  const near = nearest(name, names) ?? names[0]!;
  throw new UsageError(
    `Unknown machine "${name}": there are ${names.join(", ")}, and a program ` +
      "is a .ts file",
    [command, near, ...(path === undefined ? [] : [quote(path)])].join(" "),
  );
}

/** The best program of a hole as a module: a file that can be played. */
function moduleOf({ played, path, isJson }: Asked, kept: KeptGolf): string {
  const [hole] = played;
  if (played.length > 1 || path !== undefined || isJson) {
    throw new UsageError(
      "--show prints your best program of one machine, as TypeScript: it " +
        "takes a name, and nothing else",
      `${command} ${hole!.name} --show`,
    );
  }
  const best = kept.bests.get(hole!.name);
  if (best !== undefined) return programModule(best.program);
  throw new UsageError(
    `You have no program for ${hole!.name} yet`,
    `${command} ${hole!.name}`,
  );
}

function listText({ played, columns }: Asked, { bests }: KeptGolf): string {
  const name = played.length > 1 ? "" : ` ${played[0]!.name}`;
  const play = `Play: ${command}${name} mine.ts`;
  const lines = drawHoles(played, bests, columns);
  return [...lines, "", play].join("\n") + "\n";
}

function listed({ played }: Asked, { bests }: KeptGolf): unknown {
  return {
    holes: played.map((hole) => {
      const yours = bests.get(hole.name);
      return {
        ...toldOf(hole),
        yours: yours === undefined
          ? null
          : { program: yours.program.name, ...yours.score },
      };
    }),
  };
}

function toldOf(hole: Hole): Record<string, unknown> {
  const { name, says, job, calls = null, isChanged = false } = hole;
  const best = bestScore(hole);
  return { hole: name, says, job, calls, isChanged, best };
}

/** Plays a program, and keeps it where it is better. */
async function playHoles(
  { played, columns, isJson }: Asked,
  path: string,
  kept: KeptGolf,
): Promise<number> {
  const words = played.length > 1 ? [command] : [command, played[0]!.name];
  const retry = (file: string): string => [...words, quote(file)].join(" ");
  const program = await ownProgram(path, { by: "Golf", retry });
  const turnsFrom = (kept: KeptGolf): Turn[] =>
    played.map((hole) => turnAt(hole, program, kept));
  let turns = turnsFrom(kept);
  let beside: string | undefined;
  if (turns.some(({ isKept }) => isKept)) {
    beside = keepGolf((now) => {
      turns = turnsFrom(now);
      return bestsWith(turns, now);
    });
  }
  if (beside !== undefined) complain(`What was there is now ${beside}`);
  const text = [
    ...drawTurns(turns, program, columns),
    "",
    ...nextSteps(path, columns),
  ].join("\n") + "\n";
  const data = { program: program.name, holes: turns.map(turnData) };
  print(isJson ? jsonText(data) : text);
  return turns.every(({ came }) => typeof came === "string") ? 1 : 0;
}

/** The best programs, with those that take their place. */
function bestsWith(
  turns: readonly Turn[],
  { bests }: KeptGolf,
): KeptGolf["bests"] {
  const better = turns.filter(({ isKept }) => isKept)
    .map(({ hole, program, came }) =>
      [hole.name, { program, score: came as Score }] as const
    );
  return new Map([...bests, ...better]);
}

/** What to type next: no command is broken where it fits into a line. */
function nextSteps(path: string, columns: number): string[] {
  const lab = `deno task lab --program ${quote(path)}`;
  const steps = [
    ["Your best scores:", command],
    ...(Deno.build.os === "linux" ? [["On this kernel:", lab]] : []),
  ];
  return steps.flatMap(([says, typed]) =>
    wrapText(`${says} ${typed!.replaceAll(" ", "\xa0")}`, columns)
  );
}

/** Plays a program as the kernel carries it out, on the NIC of the machine. */
function turnAt(hole: Hole, own: Program, { bests }: KeptGolf): Turn {
  const program = fallBack(own, hole.job);
  const came = play(hole, program);
  const before = bests.get(hole.name);
  const isBetter = typeof came !== "string" &&
    (before === undefined || compareScores(came, before.score) < 0);
  const isShort = isBetter && replay(hole, programText(program)) !== undefined;
  const isTooLarge = isBetter && !isShort;
  return { hole, program, came, before, isKept: isShort, isTooLarge };
}

function turnData({ hole, came, isKept }: Turn): Record<string, unknown> {
  const isScore = typeof came !== "string";
  const score = isScore ? came : null;
  return { ...toldOf(hole), score, why: isScore ? null : came, isKept };
}
