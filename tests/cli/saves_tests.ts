import { assertEquals } from "@std/assert";
import { Saves } from "../../lib/cli/saves.ts";
import { temporaryTest } from "../command.ts";

Deno.test(
  temporaryTest(
    "a file is saved when it is written, replaced, made or removed",
    async (folder) => {
      const [a, b] = [`${folder}/a`, `${folder}/b`];
      Deno.writeTextFileSync(a, "1");
      const end = new AbortController();
      const saves = new Saves([a, b]).until(end.signal);
      const next = async (): Promise<readonly string[]> =>
        (await saves.next()).value ?? [];

      Deno.writeTextFileSync(a, "12");
      assertEquals(await next(), [a], "saved before anybody waited");

      Deno.writeTextFileSync(`${folder}/new`, "34");
      Deno.utimeSync(`${folder}/new`, new Date(0), Deno.statSync(a).mtime!);
      Deno.renameSync(`${folder}/new`, a);
      assertEquals(await next(), [a], "another file of the same size and time");

      Deno.writeTextFileSync(b, "");
      assertEquals(await next(), [b], "made");
      Deno.removeSync(a);
      Deno.writeTextFileSync(b, "5");
      assertEquals(await next(), [a, b], "both at once");

      end.abort();
      assertEquals((await saves.next()).done, true);
    },
  ),
);

Deno.test(
  temporaryTest(
    "a file that is written in many steps is saved once, after the last",
    async (folder) => {
      const file = `${folder}/a`;
      Deno.writeTextFileSync(file, "");
      const end = new AbortController();
      const saves = new Saves([file]).until(end.signal);
      const first = saves.next();
      let steps = 0;
      const timer = setInterval(() => {
        steps += 1;
        Deno.writeTextFileSync(file, "x".repeat(steps));
        if (steps === 40) clearInterval(timer);
      }, 10);
      assertEquals((await first).value, [file]);
      assertEquals(steps, 40);
      end.abort();
      assertEquals((await saves.next()).done, true);
    },
  ),
);
