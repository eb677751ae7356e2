/**
 * The commands: how each is called and what it does. Its code is `NAMECommand` of `NAME.ts`; of one
 * with two words, such as `homework new`, it is `homeworkNewCommand` of `homework_new.ts`.
 *
 * @module
 */
import { classCommands } from "./class_commands.ts";

/** What a command says of itself. */
export interface CommandText {
  /** What may follow its name. */
  readonly takes: string;
  /** How many words there may be beside its options. */
  readonly words: number;
  /** What it does; its options stand where `{options}` is. */
  readonly about: string;
  /** Where what an option does begins: right of the longest name, if not given. [columns] */
  readonly column?: number;
}

/** What records the calls of a server, here nginx: for a shell. */
export const recording = String.raw`strace -f -v -yy -s 0 -o server.strace \
  -e trace=%desc,%network,%process,munmap \
  -p "$(pidof nginx)"`;

/** The name of a command, as in `deno task grade`. */
export type CommandName = keyof typeof commands;

/** All commands. */
export const commands = {
  lesson: {
    takes: "[N or name] [options]",
    words: 1,
    about:
      `Without a lesson: lists them. Some lessons have options of their own: deno task lesson N --help

{options}

Sizes: 4096, 64KiB, 1MiB, 1e6.`,
  },
  grade: {
    takes: "[N, N.k or name] [options]",
    words: 1,
    about: `Grades your answers in exercises/: all, those of lesson N, or one.
{options}
Exit code 0 only if all that was asked for passes.`,
  },
  watch: {
    takes: "[N or N.k] [options]",
    words: 1,
    about:
      `Grades an exercise, or the answers of a lesson, each time you save. When that
has passed, it goes on to the next exercise, or lesson, with a todo. Without a
number: the lesson whose answer you save. It looks at the files by itself, so a
network drive will do. Ctrl-C ends it.
{options}`,
  },
  exercise: {
    takes: "N.k",
    words: 1,
    about:
      `Shows the task of exercise N.k. With a lesson alone: of its first exercise that
has not yet passed.`,
  },
  hint: {
    takes: "N.k [LEVEL]",
    words: 2,
    about:
      `Gives a hint for exercise N.k: LEVEL 1 (usual) the first, 2 the next. Level 0 is
the task, as by deno task exercise N.k. With a lesson alone: for its first
exercise that has not yet passed.`,
  },
  solution: {
    takes: "N or N.k [--anyway]",
    words: 1,
    about: `Shows our answer, and why it works, once yours has passed.
{options}`,
  },
  reset: {
    takes: "N or N.k [--yes]",
    words: 1,
    about:
      `Begins the answers of a lesson anew, or one of them. What you have is kept
beside it, as answer.1.bak.ts, answer.2.bak.ts …
{options}`,
  },
  progress: {
    takes: "[--json]",
    words: 0,
    about:
      `Shows how far you are: a square for each exercise. ■ passed, ▣ tried, □ open.
Nothing is stored: it is read from your answers.`,
  },
  predict: {
    takes: "N [N …] [options]",
    words: Infinity,
    about:
      `Makes a problem from lesson N, and of several lessons one of each. In a terminal
it asks for one blank at a time; of several lessons until you end it with q:
what had a mistake comes back after one or two others, what had none waits twice
as long each time. Nothing of that is stored.
{options}`,
  },
  exam: {
    takes: "[options]",
    words: 0,
    about:
      `Asks twelve questions over the whole book: predictions, programs to read and
to mend, a strategy to choose, a figure to explain. A seed asks everybody the
same. You have 45 minutes by your own clock; what comes later is marked late.
What is right is told when you have handed in. Each answer is stored in .exam/,
so you can stop and go on. Without a terminal it prints the paper.
{options}`,
  },
  summary: {
    takes: "[--anyway]",
    words: 0,
    about:
      `Shows the book on one page, and a glossary in English and Chinese, once all
exercises have passed.
{options}`,
  },
  start: {
    takes: "DIR [--yes]",
    words: 1,
    about:
      `Makes a folder of your own to work in, with all pages and exercises. For a
folder made by an earlier start: brings pages, checks and commands up to date
and keeps every answer that you have begun.
{options}`,
  },
  test: {
    takes: "[files or folders]",
    words: Infinity,
    about: `Runs every test of the workbook, or those that are named.`,
  },
  lab: {
    takes: "[options]",
    words: 0,
    about:
      `Sends files on this kernel, over loopback and through pipes, and shows copies,
calls and times beside what the model says, or with --program what your own
program says. Needs Linux. Leaves nothing but, in .lab/, the prices of
--calibrate and what --job saw.

{options}`,
    column: 18,
  },
  golf: {
    takes: "[MACHINE] [FILE or FILE#NAME] [options]",
    words: 2,
    about:
      `Copy golf: plays a program of yours, as FILE exports it, on a handful of machines,
or on one. What is better than your best is kept in .golf/. Without a file: lists
the machines, your best scores and the best known.

{options}`,
  },
  trace: {
    takes: "[FILE … or -] [options]",
    words: Infinity,
    about:
      `Reads what strace recorded of a server, and says of each file which way it went,
what that copies and costs, and what would be saved. Without a file, or for -, it
reads standard input. To record a server, here nginx, until Ctrl-C:

  ${recording.replaceAll("\n", "\n  ")}

This usually needs root, and the server is slower meanwhile. Such a log has no
contents (-s 0), but the paths of all files, keys among them, the names in each
folder that was listed, the addresses of both ends, and the lengths of all that
was read and sent.

{options}`,
    column: 16,
  },
  ...classCommands,
  site: {
    takes: "[options]",
    words: 0,
    about: `Builds the browser edition: a folder to open, or for any server.
{options}`,
  },
  serve: {
    takes: "[options]",
    words: 0,
    about:
      `Serves the browser edition to this machine, and builds it again whenever you
save something of the workbook: open pages then show that. Ctrl-C ends it.
{options}`,
  },
  weave: {
    takes: "",
    words: 0,
    about: `Writes the facts of the models into the pages again.`,
  },
} satisfies Readonly<Record<string, CommandText>>;
