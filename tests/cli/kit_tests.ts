import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import config from "../../deno.json" with { type: "json" };
import { offlineEnv } from "../../lib/grade/closed_off.ts";
import {
  type CommandResult,
  runDeno,
  runTask,
  runTaskAlone,
  temporaryTest,
} from "../command.ts";
import { HandOut } from "../hand_out.ts";

/** Types a task in a folder, on a machine that has Deno and nothing else: no package, no network. */
async function onBareMachine(
  top: string,
  task: string,
): Promise<CommandResult> {
  const bare = `${top}.bare`;
  return await runDeno(["task", "--quiet", ...task.split(" ")], {
    top,
    env: {
      ...offlineEnv,
      DENO_DIR: `${bare}/deno`,
      HOME: bare,
      DENO_NO_UPDATE_CHECK: "1",
      PATH: Deno.env.get("PATH") ?? "",
    },
  });
}

/** What is typed in a kit, and what it says; the exit code is 0, if it is not given. */
const typed: readonly [task: string, says: string, code?: number][] = [
  ["lesson", "Run one:      deno task lesson 1"],
  ["lesson 5 --steps", "CPU copies     2"],
  ["lesson 12", "On your kernel"],
  ["exercise 5.1", "5.1 readAndWrite"],
  ["hint 5.1", "hint 1 of"],
  ["grade 5", "0 passed, 0 failed, 4 open", 1],
  ["catchup 2 --yes", "Lesson 1: our answer of 1.1, 1.2, 1.3, 1.4.\n"],
  ["grade 1", "All passed."],
  ["reset 1 --yes", "Lesson 1 is reset."],
  ["solution 5.1 --anyway", "5.1 readAndWrite"],
  ["progress", "0 passed, 0 failed, "],
  ["predict 5 --seed 7", "1  system calls: ____"],
  ["exam --seed 7", "Exam, seed 7: 12 questions"],
  ["summary --anyway", "Zero-copy on one page"],
];

Deno.test(
  temporaryTest(
    "a kit needs no network and no package of the machine",
    async (folder) => {
      const made = await runTaskAlone("kit", ["kit"], { typedIn: folder });
      assertEquals([made.code, made.err], [0, ""]);
      const size = /needs no network: ([\d.]+) MiB\. Deno/.exec(made.out)?.[1];
      assert(Number(size) < 6, made.out);
      const top = `${folder}/kit`;
      for (const [task, says, wanted = 0] of typed) {
        const { code, out, err } = await onBareMachine(top, task);
        assertEquals(code, wanted, `${task}\n${out}${err}`);
        assertStringIncludes(out, says, task);
      }
      // Types, too, are looked at without a network.
      const answer = `${top}/exercises/05_read_write/answer.ts`;
      const ours = Deno.readTextFileSync(
        `${top}/solutions/05_read_write/answer.ts`,
      );
      Deno.writeTextFileSync(
        answer,
        ours.replace("return 2 * calls", 'return "4"'),
      );
      const graded = await onBareMachine(top, "grade 5.2");
      assertStringIncludes(graded.out, "types  answer.ts:");
      assertStringIncludes(graded.out, "Type 'string' is not assignable");

      const kept = JSON.parse(Deno.readTextFileSync(`${top}/deno.json`));
      for (const name of Object.keys(kept.tasks)) {
        assertEquals(kept.tasks[name], config.tasks[name as "lesson"]);
      }
      for (const name of ["gradebook", "homework", "kit", "start", "test"]) {
        assert(!(name in kept.tasks), name);
      }
      const packages = [...Deno.readDirSync(`${top}/node_modules`)].map((
        { name },
      ) => name);
      assert(
        packages.includes("deno-std") && !packages.includes("@zip.js"),
        `${packages}`,
      );
    },
  ),
);

Deno.test(
  temporaryTest(
    "kit puts the packages into a hand-out, and packing needs no network then",
    async (folder) => {
      const out = await HandOut.make(folder);
      const made = await runTaskAlone("kit", ["hand-out"], { typedIn: folder });
      assertEquals([made.code, made.err], [0, ""]);
      out.solve();
      const packed = await onBareMachine(out.top, "homework pack --as 007");
      assertEquals([packed.code, packed.err], [0, ""]);
      assertStringIncludes(packed.out, "Exercises: 8 of 8 points.");
      const again = await runTaskAlone("kit", ["hand-out"], {
        typedIn: folder,
      });
      assertEquals([again.code, again.err], [0, ""]);
      assertEquals((await onBareMachine(out.top, "grade 5")).code, 0);
    },
  ),
);

Deno.test(
  temporaryTest(
    "kit refuses what is no place for one, and says where packages cannot be had",
    async (folder) => {
      Deno.mkdirSync(`${folder}/full`);
      Deno.writeTextFileSync(`${folder}/full/note.txt`, "mine");
      const refusals: readonly [args: string[], says: string][] = [
        [[], "A folder was expected"],
        [
          ["full"],
          'kit takes a new or an empty folder, or a hand-out: "full" holds',
        ],
        [["a", "b"], 'Unknown argument "b"'],
      ];
      for (const [args, says] of refusals) {
        const { code, out, err } = await runTask("kit", args, {
          typedIn: folder,
        });
        assertEquals([code, out], [2, ""]);
        assertStringIncludes(err, says);
      }
      const env = {
        ...offlineEnv,
        DENO_DIR: `${folder}/deno`,
        PATH: Deno.env.get("PATH") ?? "",
      };
      const out = await HandOut.make(folder);
      const madeOffline = async (dir: string): Promise<number> => {
        const text =
          'const { kitCommand } = await import("./lib/cli/kit.ts"); ' +
          `Deno.exit(await kitCommand(["${dir}"]));`;
        const args = ["eval", "--quiet", text];
        return (await runDeno(args, { typedIn: folder, env })).code;
      };
      assertEquals(await madeOffline("kit"), 1);
      const again = await runTaskAlone("kit", ["kit"], { typedIn: folder });
      assertEquals([again.code, again.err], [0, ""]);
      assertEquals(await madeOffline("hand-out"), 1);
      assert(
        !Deno.readTextFileSync(`${out.top}/deno.json`).includes('"manual"'),
      );
    },
  ),
);
