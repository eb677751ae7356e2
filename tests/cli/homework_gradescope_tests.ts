import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { runTask, temporaryTest } from "../command.ts";
import { manifestOf } from "../homework/real_homework.ts";
import { assertGradescope } from "../gradebook/formats/gradescope_shape.ts";

Deno.test(
  temporaryTest(
    "homework gradescope makes a folder with all that its autograder needs, and no solution",
    async (folder) => {
      const manifest = await manifestOf([5]);
      const homework = `${folder}/homework.json`;
      Deno.writeTextFileSync(homework, JSON.stringify(manifest));
      const args = ["gradescope", "a", "--homework", "homework.json"];
      const made = await runTask("homework", args, { typedIn: folder });
      assertEquals([made.code, made.err], [0, ""]);
      const top = `${folder}/a`;
      const names = [...Deno.readDirSync(top)].map(({ name }) => name).sort();
      assertEquals(names, [
        ...["homework.json", "open.json", "run_autograder", "setup.sh"],
        "workbook",
      ]);
      for (const name of ["setup.sh", "run_autograder"]) {
        const { mode } = Deno.statSync(`${top}/${name}`);
        assert(Deno.build.os === "windows" || (mode! & 0o111) === 0o111, name);
      }
      const read = (name: string): string =>
        Deno.readTextFileSync(`${top}/${name}`);
      assertEquals(JSON.parse(read("homework.json")), manifest);
      assertGradescope(JSON.parse(read("open.json")));
      const inside = [...Deno.readDirSync(`${top}/workbook`)];
      const own = inside.map(({ name }) => name);
      assert(!own.includes("solutions") && !own.includes("tests"), own.join());
      const folders = [...Deno.readDirSync(`${top}/workbook/exercises`)]
        .filter(({ isDirectory }) => isDirectory).map(({ name }) => name);
      assertEquals(folders, ["05_read_write"]);

      const again = await runTask("homework", args, { typedIn: folder });
      assertEquals(again.code, 2);
      assertStringIncludes(again.err, "takes a new or an empty folder");
    },
  ),
);

Deno.test(
  temporaryTest(
    "homework gradescope and classroom50 refuse what is no homework, in a line each",
    async (folder) => {
      Deno.writeTextFileSync(`${folder}/other.json`, "{}\n");
      Deno.writeTextFileSync(`${folder}/notes.md`, "# Notes\n");
      const manifest = await manifestOf([5]);
      const [item] = manifest.items.slice(1);
      const strange = { ...manifest, items: [{ ...item!, name: "other" }] };
      Deno.writeTextFileSync(`${folder}/strange.json`, JSON.stringify(strange));
      const cases: readonly [args: string[], says: string][] = [
        [[], "A folder was expected"],
        [["a"], "--homework was expected, with the homework.json"],
        [["a", "--homework", "none.json"], '"none.json" is not there'],
        [
          ["a", "--homework", "other.json"],
          "of another format. Try: deno task homework",
        ],
        [["a", "--homework", "notes.md"], '"notes.md" is none, as it is of'],
        [["a", "--homework", "strange.json"], "which this workbook has not"],
      ];
      for (const command of ["gradescope", "classroom50", "autograde"]) {
        for (const [args, says] of cases) {
          if (command === "autograde" && says.includes("has not")) continue;
          const setting = { typedIn: folder };
          const ran = await runTask("homework", [command, ...args], setting);
          const why = `${command} ${args.join(" ")}`;
          assertEquals([ran.code, ran.out], [2, ""], why);
          assertStringIncludes(ran.err, says, why);
          assertEquals(ran.err.trimEnd().split("\n").length, 1, why);
        }
      }
      const names = [...Deno.readDirSync(folder)].map(({ name }) => name);
      assertEquals(names.sort(), ["notes.md", "other.json", "strange.json"]);
    },
  ),
);
