import { assert, assertEquals } from "@std/assert";
import { ownPrograms } from "../../lib/grade/own_programs.ts";
import { readable } from "../../lib/grade/readable.ts";
import { program } from "../../lib/machine/program.ts";
import { linux, textbook } from "../../lib/strategy/linux.ts";
import { urlOf } from "../../lib/workbook/path.ts";
import { programModule } from "../../lib/workbook/program_module.ts";
import { temporaryTest } from "../command.ts";
import { makeDice } from "../dice.ts";
import { randomProgram } from "../random_program.ts";

/** The strategies, odd programs, and no program at all. */
const programs = [
  ...textbook,
  ...linux,
  program("mine"),
  program('`${Deno.exit(1)}` \\ \'"" */ // \n\u2028</script>\ud800'),
  ...Array.from({ length: 20 }, (_, i) => randomProgram(makeDice(i))),
];

/** Runs Deno in a folder: what it complains of, or nothing. */
function complaintOf(folder: string, args: readonly string[]): string {
  const { success, stderr } = new Deno.Command(Deno.execPath(), {
    args: [...args],
    cwd: folder,
    env: { NO_COLOR: "1" },
  }).outputSync();
  return success ? "" : new TextDecoder().decode(stderr);
}

Deno.test(
  temporaryTest(
    "a module gives the program that it was written for, and has its types and its form",
    async (folder) => {
      const names = programs.map((_, i) => `${folder}/own_${i}.ts`);
      for (const [i, one] of programs.entries()) {
        Deno.writeTextFileSync(names[i]!, programModule(one));
        const found = await ownPrograms(urlOf(names[i]!), {
          name: undefined,
          log: (text) => assert(false, text),
        });
        assertEquals(found, {
          programs: { mine: { ...one, name: readable(one.name) } },
          mistaken: {},
          failures: {},
        });
      }
      const map = new URL("../../deno.json", import.meta.url).pathname;
      const check = ["check", "--quiet", "--config", map, ...names];
      assertEquals(complaintOf(folder, check), "");
      const form = ["fmt", "--check", "--no-config", ...names];
      assertEquals(complaintOf(folder, form), "");
    },
  ),
);

Deno.test("programModule() names its function as an exercise does, if that can be", () => {
  for (const name of ["readAndWrite", "mapOnDemand", "splice"]) {
    assert(programModule(textbook[0]!, name).includes(`function ${name}()`));
  }
  const others = ["", "a b", "x(){}", "return", "program", "once", "cpuCopy"]
    .concat("eval", "arguments");
  for (const name of [...others, "a".repeat(99), "Mine"]) {
    assert(programModule(textbook[0]!, name).includes("function mine()"), name);
  }
});

Deno.test("programModule() imports what is used, each once", () => {
  const text = programModule(textbook[2]!, "sendfile");
  const names = /import \{([^}]*)\} from "zero-copy\/machine\/instruction.ts"/
    .exec(text)?.[1]?.split(",").map((name) => name.trim());
  assertEquals(names?.filter((name) => name !== ""), [
    "cpuCopy",
    "dmaCopy",
    "enterKernel",
    "leaveKernel",
  ]);
  assert(!text.includes("once"));
});
