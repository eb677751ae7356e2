import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { callListsOf, contradictionsIn } from "../../lib/evidence/figures.ts";
import type * as keptLab from "../../lib/evidence/kept_lab.ts";
import { sentAmountsOf } from "../../lib/evidence/kept_lab.ts";
import type { ProgramReport } from "../../lib/evidence/program/report.ts";
import type { Report } from "../../lib/evidence/report.ts";
import { labObstacle } from "../../lib/lab/libc.ts";
import { strategies } from "../../lib/strategy/linux.ts";
import { displayWidth } from "../../lib/text/width.ts";
import {
  type CommandResult,
  inParallel,
  runDeno,
  runTask,
  temporaryTest,
} from "../command.ts";
import { makeDice } from "../dice.ts";
import { makeObservation } from "../evidence/made_up_report.ts";
import { Workbook } from "../workbook.ts";

const ways = callListsOf(strategies);

const obstacle = labObstacle();

/** Defines a test that calls the kernel, in a folder of its own. */
function labTest(
  name: string,
  fn: (folder: string) => Promise<void>,
): Deno.TestDefinition {
  return obstacle === undefined
    ? temporaryTest(name, fn)
    : { name: `${name} (needs Linux)`, ignore: true, fn: () => {} };
}

/** Runs the command. Its files are made in a folder, where nothing of them may be left. */
async function lab(folder: string, ...args: string[]): Promise<CommandResult> {
  const env = { ...Deno.env.toObject(), TMPDIR: folder };
  return await runTask("lab", args, { env, typedIn: folder });
}

function entriesOf(folder: string): string[] {
  return [...Deno.readDirSync(folder)].map(({ name }) => name);
}

/** Asserts that one line ends in what to type. */
function assertSuggests({ err }: CommandResult): void {
  assertMatch(err, /^[^\n]+\. Try: deno task lab --[^\n]+\n$/);
}

/** What is refused, and how its line begins. */
const refused: readonly (readonly [args: readonly string[], says: string])[] = [
  [["--frob"], 'Unknown argument "--frob": lab has --job, '],
  [["all"], 'Unknown argument "all": lab has --job, '],
  [["--size", "1"], '--size takes a size from 1 MiB to 16 GiB: it is "1"'],
  [["--size", "2MiB"], "--size is for the bench, and that was not asked for"],
  [["--to", "pipe"], "--to is for the program, and that was not asked for"],
  [["--program", "none.ts"], "--program takes a file that exports one program"],
  [["--program", "none.ts", "--size", "1GiB"], "--program sends a file of up"],
  [["--folder", "none"], "The lab needs a folder that takes files: "],
  [["--folder", "/proc"], 'The lab needs a folder that takes files: "/proc" g'],
];

Deno.test(
  labTest(
    "lab refuses bad input in one line, with exit code 2, and suggests what to type",
    async (folder) => {
      const ran = await inParallel(refused, ([args]) => lab(folder, ...args));
      for (const [i, { code, out, err }] of ran.entries()) {
        const [args, says] = refused[i]!;
        assertEquals([code, out], [2, ""], args.join(" "));
        assert(err.startsWith(says), `${args.join(" ")}: ${err}`);
      }
      for (const one of ran) assertSuggests(one);
      assertEquals(entriesOf(folder), []);
    },
  ),
);

Deno.test(
  labTest(
    "lab names the folder that is a file, or that is not there, and says ENOTDIR or ENOENT",
    async (folder) => {
      Deno.writeTextFileSync(`${folder}/file`, "mine");
      const [file, none] = await Promise.all([
        lab(folder, "--folder", "file"),
        lab(`${folder}/none`),
      ]);
      const begin = "The lab needs a folder that takes files: ";
      const end = ". Try: deno task lab --folder /tmp\n";
      assertEquals(file!.err, `${begin}"${folder}/file" gives ENOTDIR${end}`);
      assertEquals(none!.err, `${begin}"${folder}/none" gives ENOENT${end}`);
      assertEquals([file!.code, none!.code], [2, 2]);
      assertEquals(Deno.readTextFileSync(`${folder}/file`), "mine");
    },
  ),
);

Deno.test(
  temporaryTest("lab --help names every option", async (folder) => {
    const { code, out, err } = await lab(folder, "--help", "--frob");
    assertEquals([code, err], [0, ""]);
    assert(out.startsWith("deno task lab [options]\n"), out);
    const unknown = await lab(folder, "--frob");
    const has = unknown.err.match(/--[a-z]+(?=[,.])/g)!;
    for (const option of has) assert(out.includes(`\n  ${option} `), option);
    for (const line of out.split("\n")) {
      assert(displayWidth(line) <= 82, line);
    }
  }),
);

Deno.test(
  labTest(
    "lab --json observes the kernel, and leaves nothing behind",
    async (folder) => {
      const { code, out, err } = await lab(folder, "--runs", "5", "--json");
      assertEquals([code, err], [0, ""]);
      assertEquals(entriesOf(folder), []);
      const report: Report & { how: Record<string, string> } = JSON.parse(out);
      const { observation, figures, moreWays, moments, ...rest } = report;
      const { calls, how, ...others } = rest;
      assertEquals(others, {});
      const { copies, pipeCopies, costs } = observation!;
      for (const counts of [copies, pipeCopies]) {
        const readWrite = counts.find(({ way }) => way === "read + write")!;
        assertEquals(readWrite.copies, 2);
        assertEquals(readWrite.sightings.map(({ runs }) => runs), [5, 5]);
      }
      for (const { way, isDelivered } of costs) assert(isDelivered, way);
      assertEquals(
        figures!.map(({ values }) => values.length),
        figures!.map(() => costs.length),
      );
      assert(moreWays!.length > 0);
      assertEquals(moments!.sightings[0]?.moment, "call");
      assertEquals(Object.keys(how).toSorted(), [
        "moments",
        "moreWays",
        "observation",
      ]);
      for (const [name, times] of Object.entries(calls!)) {
        assert(times > 0, name);
      }
      for (const name of ["read", "write", "sendfile", "splice", "mmap"]) {
        assert(Object.hasOwn(calls!, name), name);
      }
    },
  ),
);

Deno.test(
  labTest(
    "lab prints its report in the width that is asked for, or for nobody",
    async (folder) => {
      const [text, unread] = await Promise.all([
        lab(folder, "--runs", "1", "--width", "60", "--folder", "."),
        runTask(
          "lab",
          ["--bench", "--size", "1MiB", "--rounds", "1"],
          { readsNothing: true },
        ),
      ]);
      assertEquals([text!.code, text!.err], [0, ""]);
      assertEquals([unread!.code, unread!.err], [0, ""]);
      assertEquals(entriesOf(folder), []);
      assert(text!.out.startsWith("The lab: this kernel\n═"), text!.out);
      assert(!text!.out.includes("\x1b"));
      for (const line of text!.out.split("\n")) {
        assert(displayWidth(line) <= 60, line);
      }
      for (
        const heading of [
          "Which calls copy",
          "Model and kernel",
          "When the copy is made",
        ]
      ) {
        assert(text!.out.includes(`\n${heading}\n──`), heading);
      }
    },
  ),
);

Deno.test(
  labTest(
    "lab --calibrate measures what was asked for, and keeps good prices in its own workbook",
    async (folder) => {
      const book = new Workbook(folder);
      const { code, out, err } = await book.task(
        "lab",
        ...["--calibrate", "--size", "1MiB", "--rounds", "2", "--json"],
      );
      assertEquals(code, 0, err);
      const { bench, calibration, observation }: Report = JSON.parse(out);
      assertEquals(observation, undefined);
      assertEquals(bench!.fileBytes, 2 ** 20);
      for (const { way, pieceBytes, runs } of bench!.rows) {
        assertEquals(runs.length, 2, `${way}, ${pieceBytes}`);
      }
      assertEquals(calibration!.predictions.length, bench!.rows.length);
      const heldOut = calibration!.predictions
        .filter(({ isFitted }) => !isFitted);
      assertEquals(heldOut.length, ways.length, "one size of each way");
      if (err !== "") {
        // So small a file may give any prices.
        assertMatch(
          err,
          /^A quarter .* off by \d+ % or more, so the prices were not kept: /,
        );
        assertEquals(entriesOf(book.top).includes(".lab"), false);
        return;
      }
      const saved = Deno.readTextFileSync(`${book.top}/.lab/prices.json`);
      assertEquals(JSON.parse(saved), calibration!.model);
      assertEquals(entriesOf(`${book.top}/.lab`), ["prices.json"]);
    },
  ),
);

/** How many questions exercise 12.6 asks in a workbook. */
async function questionsAsked(book: Workbook): Promise<number> {
  const { code, out, err } = await book.taskAlone("grade", "12.6", "--json");
  assertEquals(code, 0, out + err);
  return JSON.parse(out).lessons[0].grades[0].questions;
}

Deno.test(
  labTest(
    "lab --job sends what its seed says and keeps what it saw; an exercise asks about it",
    async (folder) => {
      const book = new Workbook(folder, "whole", true);
      book.solveAll();
      const before = await questionsAsked(book);
      const ran = await book.task("lab", "--job", "3", "--runs", "2", "--json");
      assertEquals([ran.code, ran.err], [0, ""]);
      const { observation, moreWays, figures }: Report = JSON.parse(ran.out);
      assertEquals(moreWays, undefined);
      for (const { fileBytes, pieceBytes } of observation!.costs) {
        assertEquals({ fileBytes, pieceBytes }, sentAmountsOf(3));
      }
      const place = `${book.top}/.lab/observation.json`;
      const kept = JSON.parse(Deno.readTextFileSync(place));
      assertEquals(kept, observation);
      const own = contradictionsIn(figures!).length;
      assertEquals(await questionsAsked(book), before + own);
      // Of another kernel, which has one difference more than this one.
      const [first] = kept.costs;
      first.warm.minorFaults += 1000;
      Deno.writeTextFileSync(place, JSON.stringify(kept));
      assertEquals(await questionsAsked(book), before + own + 1);
      const { out } = await book.task("lab", "--job", "3", "--runs", "2");
      assertStringIncludes(out, "To explain it: deno task exercise 12.6\n");
    },
  ),
);

Deno.test(
  temporaryTest(
    "what is kept of the lab is read as it was, and nothing else is",
    async (folder) => {
      const { top } = new Workbook(folder);
      const { keepObservation, keptObservation }: typeof keptLab = await import(
        `file://${top}/lib/evidence/kept_lab.ts`
      );
      assertEquals(keptObservation(), undefined);
      const kept = makeObservation(makeDice(1));
      keepObservation(kept);
      assertEquals(keptObservation(), JSON.parse(JSON.stringify(kept)));
      const [cost] = kept.costs;
      const bad: readonly unknown[] = [
        null,
        1,
        [],
        {},
        { ...kept, costs: undefined },
        { ...kept, costs: [null] },
        { ...kept, costs: [{ ...cost, fileBytes: "1" }] },
        { ...kept, costs: [{ ...cost, fileBytes: -1 }] },
        { ...kept, costs: [{ ...cost, pieceBytes: 0 }] },
        { ...kept, costs: [{ ...cost, way: "no strategy" }] },
        { ...kept, costs: [{ ...cost, warm: null }] },
        { ...kept, machine: null },
        { ...kept, copies: {} },
        { ...kept, pageBytes: undefined },
      ];
      const texts = ["", "{", ...bad.map((one) => JSON.stringify(one))];
      for (const text of texts) {
        Deno.writeTextFileSync(`${top}/.lab/observation.json`, text);
        assertEquals(keptObservation(), undefined, text);
      }
    },
  ),
);

Deno.test(
  labTest(
    "lab --program refuses what would take too many steps, in one line",
    async (folder) => {
      Deno.writeTextFileSync(
        `${folder}/long.ts`,
        `import { readWrite } from "zero-copy/strategy/textbook.ts";
        const [{ instructions }] = readWrite.parts;
        const all = Array.from({ length: 100 }, () => instructions).flat();
        export const long = { name: "long", parts: [{ repeats: "per piece", instructions: all }] };
        `,
      );
      const own = ["--program", "long.ts", "--size", "256MiB"];
      const ran = await lab(folder, ...own, "--buffer", "4KiB");
      assertEquals([ran.code, ran.out], [2, ""]);
      assertMatch(
        ran.err,
        /^--program carries out 4,194,304 steps at the most, and this would be [\d,]{10}: [^\n]+ Try: deno task lab --program long.ts --size 1MiB --buffer 1MiB\n$/,
      );
    },
  ),
);

/** A program that claims too many copies, one that claims too few, and one with a misspelt call. */
const ownPrograms = `
import { cpuCopy, dmaCopy, enterKernel, leaveKernel, passPages, transmit } from "zero-copy/machine/instruction.ts";
import { once, program } from "zero-copy/machine/program.ts";
const fill = [dmaCopy("disk", "page cache"), cpuCopy("page cache", "user buffer")];
export const few = program("too few", [
  enterKernel("read"), ...fill, leaveKernel("read"),
  enterKernel("write"), passPages("user buffer", "socket buffer"), leaveKernel("write"),
  transmit(),
]);
export const many = program(
  "too many",
  once([enterKernel("mmap"), ...fill, leaveKernel("mmap")]),
  [enterKernel("write"), cpuCopy("user buffer", "socket buffer"), leaveKernel("write")],
);
export const odd = program("odd", [enterKernel("sendfil"), leaveKernel("sendfil")]);
export { splice } from "zero-copy/strategy/textbook.ts";
`;

Deno.test(
  labTest(
    "lab --program sets what a program claims beside what the kernel did, and names what is contradicted",
    async (folder) => {
      const mine = `${folder}/mine.ts`;
      Deno.writeTextFileSync(mine, ownPrograms);
      const names = ["few", "many", "odd", "splice"];
      const usual = ["--runs", "3", "--size", "1MiB"];
      const ran = await inParallel(
        names,
        (name) => lab(folder, "--program", `mine.ts#${name}`, ...usual),
      );
      for (const [i, { code, err }] of ran.entries()) {
        assertEquals([code, err], [0, ""], names[i]);
      }
      const [few, many, odd, splice] = ran
        .map(({ out }) => out.replaceAll(/\s+/g, " "));
      assertStringIncludes(
        few!,
        "Step 6 passes pages user buffer → socket buffer in write; on this kernel write copies (3 of 3 runs).",
      );
      assertStringIncludes(
        many!,
        "Step 3 says that the CPU copies page cache → user buffer; on this kernel it does not (3 of 3 runs).",
      );
      assertStringIncludes(odd!, "Step 1 calls sendfil(), which is none of");
      assertStringIncludes(odd!, "Try: sendfile.");
      assertStringIncludes(splice!, "This kernel refuses splice at step 1: ");
      assertEquals(entriesOf(folder), ["mine.ts"]);
    },
  ),
);

Deno.test(
  labTest(
    "lab --program --json has the program's part, and sends to a pipe or a file",
    async (folder) => {
      const answer = new URL("../../lib/strategy/textbook.ts", import.meta.url);
      const own = `${answer.pathname}#readWrite`;
      for (const to of ["pipe", "file"] as const) {
        const { code, out, err } = await lab(
          folder,
          ...["--program", own, "--to", to, "--json"],
          ...["--runs", "3", "--size", "1MiB", "--buffer", "128KiB"],
        );
        assertEquals([code, err], [0, ""]);
        const { program, how, calls, ...others } = JSON.parse(out);
        assertEquals([Object.keys(how), others], [["program"], {}]);
        assert(calls.pwrite > 0);
        const { observation, figures, name }: ProgramReport = program;
        assertEquals([name, observation!.to], ["read + write (yours)", to]);
        const { fileBytes, pieceBytes, isDelivered } = observation!.cost!;
        assert(isDelivered && figures.length > 0);
        if (to === "file") {
          assertEquals([fileBytes, pieceBytes], [2 ** 20, 2 ** 17]);
        }
      }
      assertEquals(entriesOf(folder), []);
    },
  ),
);

Deno.test(
  labTest(
    "lab --veth shows each state of the NIC, or says in one line what it needs",
    async (folder) => {
      const args = ["--veth", "--runs", "2", "--json"];
      const { code, out, err } = await lab(folder, ...args);
      assertEquals(entriesOf(folder), []);
      if (code === 2) {
        assertEquals(out, "");
        assertMatch(
          err,
          /^--veth .*, which needs root: .*\. Try: .* deno task lab --veth\n$/,
        );
        return;
      }
      assertEquals([code, err], [0, ""]);
      const { veth }: Report = JSON.parse(out);
      assertEquals(veth!.hindrance, null);
      for (const { copies } of veth!.rows) {
        assertEquals(copies.length, ways.length);
      }
      assertEquals(veth!.rows.length, 3);
    },
  ),
);

Deno.test(
  labTest(
    "a lab that hangs prints what was found, says that it was ended, and ends",
    async () => {
      const permissions = ["--allow-read", "--allow-ffi"];
      const script = "tests/fixture/hanging_lab.ts";
      const ran = await runDeno(["run", "--no-check", ...permissions, script]);
      assertEquals(ran, {
        code: 1,
        out: "what was found\n",
        err:
          "\nThe lab was ended after 1 s: a call hangs, or this machine is very busy. What was found until then is printed.\n",
      });
    },
  ),
);

Deno.test({
  ...temporaryTest(
    "where the lab cannot run, one line says so",
    async (folder) => {
      const { code, out, err } = await lab(folder);
      const says = `${obstacle}. Try: deno task lesson 12\n`;
      assertEquals({ code, out, err }, { code: 2, out: "", err: says });
      const { err: ofJob } = await lab(folder, "--job", "7");
      assertEquals(ofJob, `${obstacle}. Try: deno task exercise 12.6\n`);
    },
  ),
  ...(obstacle === undefined ? { ignore: true } : {}),
});
