/**
 * What a class takes: time, as a ratio to Deno programs that do nothing, and memory. It prints a
 * table, and takes a minute. Machines differ: only ratios can be compared.
 *
 * - All exercises of 200 submissions, right, wrong, open and hostile, beside as many empty programs,
 *   two at a time, which run before and after. Who never ends is left out: that takes its time,
 *   whatever the rest takes.
 * - One submission that hangs in each exercise, beside an empty program.
 * - The most memory of the gradebook, and of a submission, in a class of 40: looked at by ps(1).
 */
import config from "../../deno.json" with { type: "json" };
import { loadAsked } from "../../lib/homework/asked_exercises.ts";
import { itemsOf } from "../../lib/homework/items.ts";
import type { Manifest } from "../../lib/homework/manifest.ts";
import { alignRows } from "../../lib/text/columns.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { type Delivered, writeDelivery } from "../collect/deliveries.ts";
import { deliver, makeClass } from "../gradebook/made_up_class.ts";

const size = 200;
const lookedAt = 40;

const folders = await loadAllExercises();
const manifest: Manifest = {
  homework: 1,
  title: "All of it",
  items: await itemsOf(folders),
  seed: 7,
  due: "2026-12-06T23:59:00+01:00",
  workbook: "",
};

/** Answers of somebody whose every function goes round for ever. */
function hanging(): Delivered {
  return new Map(folders.map(({ lesson: { slug }, exercises }) => [
    `007/exercises/${slug}/answer.ts`,
    exercises.map(({ name }) => `export function ${name}() { for (;;); }\n`)
      .join(""),
  ]));
}

function start(args: readonly string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", ...args],
    cwd: new URL("../../", import.meta.url),
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

function startGradebook(name: string): Deno.ChildProcess {
  const [, , ...task] = config.tasks.gradebook.command.split(" ");
  return start([...task, `${top}/${name}`, `--homework=${top}/homework.json`]);
}

async function succeed(child: Deno.ChildProcess): Promise<void> {
  const { code, stderr } = await child.output();
  if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
}

async function startEmpty(count: number, atOnce: number): Promise<void> {
  const rest = Array(count).keys();
  const work = async (): Promise<void> => {
    for (const _ of rest) {
      await succeed(start(["data:application/typescript,"]));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** How long something takes. [s] */
async function secondsOf(act: () => Promise<void>): Promise<number> {
  const begun = performance.now();
  await act();
  return (performance.now() - begun) / 1000;
}

/** The most memory of a process, and of those that it starts. [MiB] */
async function memoryOf(
  child: Deno.ChildProcess,
): Promise<{ own: number; started: number }> {
  let isOver = false;
  const over = succeed(child).finally(() => isOver = true);
  const most = { own: 0, started: 0 };
  while (!isOver) {
    const all = await processes();
    const own = all.find(({ pid }) => pid === child.pid);
    most.own = Math.max(most.own, own?.mebibytes ?? 0);
    // What has just been started is the same program still, with all of its memory.
    const started = all.filter(({ parent, command }) =>
      parent === child.pid && command !== own?.command
    ).map(({ mebibytes }) => mebibytes);
    most.started = Math.max(most.started, ...started);
  }
  await over;
  return most;
}

/** A process, as ps(1) tells of it. */
interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly mebibytes: number;
  readonly command: string;
}

async function processes(): Promise<Process[]> {
  const { stdout } = await new Deno.Command("ps", {
    args: ["-eo", "pid=,ppid=,rss=,args="],
  }).output();
  return new TextDecoder().decode(stdout).trim().split("\n").map((line) => {
    const [pid, parent, kibibytes, ...words] = line.trim().split(/\s+/);
    return {
      pid: Number(pid),
      parent: Number(parent),
      mebibytes: Number(kibibytes) / 1024,
      command: words.join(" "),
    };
  });
}

async function measure(): Promise<void> {
  const students = await makeClass(size, {
    manifest,
    choices: await loadAsked(manifest),
    seed: 1,
    without: ["never ends"],
  });
  const some = students.slice(0, lookedAt);
  Deno.writeTextFileSync(`${top}/homework.json`, JSON.stringify(manifest));
  writeDelivery(`${top}/class`, await deliver(students, manifest));
  writeDelivery(`${top}/some`, await deliver(some, manifest));
  writeDelivery(`${top}/hanging`, hanging());

  const before = await secondsOf(() => startEmpty(size, 2));
  const graded = await secondsOf(() => succeed(startGradebook("class")));
  const after = await secondsOf(() => startEmpty(size, 2));
  const one = await secondsOf(() => startEmpty(20, 1)) / 20;
  const hung = await secondsOf(() => succeed(startGradebook("hanging")));
  const { own, started } = await memoryOf(startGradebook("some"));
  const { length } = folders.flatMap(({ exercises }) => exercises);
  const rows = [
    ["", "seconds", "ratio"],
    [`${size} empty programs, before`, before.toFixed(2), ""],
    [`${size} empty programs, after`, after.toFixed(2), "1"],
    [
      `${size} submissions of ${length} exercises`,
      graded.toFixed(2),
      (2 * graded / (before + after)).toFixed(2),
    ],
    ["an empty program", one.toFixed(3), "1"],
    [
      `one that hangs in ${length} exercises`,
      hung.toFixed(2),
      (hung / one).toFixed(),
    ],
    ["", "MiB", ""],
    ["the gradebook", own.toFixed(), ""],
    ["a submission, the largest", started.toFixed(), ""],
  ];
  const text = alignRows(rows, 2).join("\n");
  Deno.stdout.writeSync(new TextEncoder().encode(`\n${text}\n`));
}

const top = Deno.makeTempDirSync();
try {
  await measure();
} finally {
  Deno.removeSync(top, { recursive: true });
}
