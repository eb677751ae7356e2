import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { AnswerError } from "../../lib/grade/caller.ts";
import { ownPrograms } from "../../lib/grade/own_programs.ts";
import type { FoundPrograms } from "../../lib/grade/programs_in.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";
import { urlOf } from "../../lib/workbook/path.ts";
import { temporaryTest } from "../command.ts";

/** What is found in a module of that text, and what it logs. */
async function find(
  folder: string,
  source: string,
  name?: string,
): Promise<FoundPrograms & { logged: string[] }> {
  const file = `${folder}/mine # 100%.ts`;
  Deno.writeTextFileSync(file, source);
  const logged: string[] = [];
  const log = (text: string): unknown => logged.push(text);
  return { ...await ownPrograms(urlOf(file), { name, log }), logged };
}

const imports = `
  import { readWrite } from "zero-copy/strategy/textbook.ts";
  import { todo } from "zero-copy/workbook/hole.ts";`;

Deno.test(
  temporaryTest(
    "ownPrograms() finds programs and what gives one, wherever the file lies",
    async (folder) => {
      const source = `${imports}
        console.log("loaded");
        export const plain = readWrite;
        export function made() { return readWrite; }
        export default async () => await readWrite;
        export function open() { return todo("later"); }
        export const count = (bytes: number) => 2 * bytes;
        export const other = { name: "no program", parts: [{}] };`;
      const found = await find(folder, source);
      const { programs, mistaken, failures, logged } = found;
      assertEquals(programs, {
        default: readWrite,
        made: readWrite,
        plain: readWrite,
      });
      assertEquals(Object.keys(mistaken), ["other"]);
      assertEquals(failures, { open: "There is a todo left: later" });
      assertEquals(logged, ["loaded"]);
      const one = await find(folder, source, "made");
      assertEquals([one.programs, one.failures], [{ made: readWrite }, {}]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "ownPrograms() lets a file read the modules beside it, and nothing else",
    async (folder) => {
      const beside = `${imports} export const mine = readWrite;`;
      Deno.writeTextFileSync(`${folder}/beside.ts`, beside);
      Deno.writeTextFileSync(`${folder}/secret.txt`, "a secret");
      const source = `export { mine } from "./beside.ts";
        export function spy() {
          return Deno.readTextFileSync(new URL("secret.txt", import.meta.url));
        }
        export async function fetched() {
          return await (await fetch("http://127.0.0.1:8080")).text();
        }
        export function runs() { return new Deno.Command("ls").outputSync(); }`;
      const { programs, failures } = await find(folder, source);
      assertEquals(programs, { mine: readWrite });
      assertEquals(Object.keys(failures), ["fetched", "runs", "spy"]);
      for (const why of Object.values(failures)) {
        assertMatch(why, /has no (read|net|run) access/);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "ownPrograms() takes no words that command a terminal, and no odd instruction",
    async (folder) => {
      const source = `${imports}
        const [part] = readWrite.parts;
        const [first, ...rest] = part.instructions;
        const say = "\\x1b[31mred\\n" + "x".repeat(500);
        const of = (one: object, name = "mine") =>
          ({ name, parts: [{ ...part, instructions: [one, ...rest] }] });
        export const red = of({ ...first, call: say }, say);
        export const odd = of({ op: "fly" });
        export const bare = of({ op: "enter kernel" });
        export const holder = of({ ...first, call: { toString: 1 } });`;
      const { programs } = await find(folder, source);
      assertEquals(Object.keys(programs), ["red"]);
      const words = JSON.stringify(programs);
      assert(!/\\u00|\\n|x{61}/.test(words), words);
    },
  ),
);

Deno.test(
  temporaryTest(
    "ownPrograms() says why a file gives nothing",
    async (folder) => {
      const cases: readonly [source: string, says: RegExp][] = [
        ["export const = 1;", /could not be parsed|Expected/],
        ['import "./not_there.ts";', /not_there/],
        ["Deno.exit(0);", /It ended its own process/],
        ['throw new Error("so");', /so/],
      ];
      for (const [source, says] of cases) {
        const error = await assertRejects(
          () => find(folder, source),
          AnswerError,
        );
        assertMatch(error.message, says);
      }
    },
  ),
);
