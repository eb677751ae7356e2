import { assertEquals } from "@std/assert";
import { commandIn } from "../../lib/box/command.ts";
import { temporaryTest } from "../command.ts";

Deno.test(
  temporaryTest(
    "commandIn() gives a process its folder, and no environment",
    async (folder) => {
      const program = `${folder}/a.ts`;
      Deno.mkdirSync(`${folder}/1,1`);
      Deno.writeTextFileSync(`${folder}/1,1/map.json`, "{}");
      Deno.writeTextFileSync(`${folder}/1,1/in.txt`, "in");
      Deno.writeTextFileSync(`${folder}/out.txt`, "out");
      Deno.writeTextFileSync(
        program,
        `const tell = (act) => { try { return act() } catch (e) { return e.name } };
     console.log(JSON.stringify([
       tell(() => Deno.readTextFileSync("in.txt")),
       tell(() => Deno.readTextFileSync("../out.txt")),
       tell(() => Deno.env.get("HOME")),
       tell(() => Deno.writeTextFileSync("in.txt", "")),
       tell(() => new Function("return 1")()),
     ]));`,
      );
      const command = commandIn(
        { path: folder, program: `file://${program}` },
        { path: `${folder}/1,1`, map: `${folder}/1,1/map.json` },
        { before: [], unlimited: [] },
      );
      await using child = command.spawn();
      await child.stdin.close();
      assertEquals(
        await new Response(child.stdout).json(),
        ["in", "NotCapable", "NotCapable", "NotCapable", "EvalError"],
      );
    },
  ),
);
