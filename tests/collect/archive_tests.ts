import { assert, assertEquals, assertMatch } from "@std/assert";
import { openArchive } from "../../lib/collect/archive.ts";
import { collect } from "../../lib/collect/collect.ts";
import type { Submission } from "../../lib/collect/submission.ts";
import { loadAllExercises } from "../../lib/workbook/content.ts";
import { runDeno, temporaryTest } from "../command.ts";
import { honest, type Hostile, hostileArchives } from "./hostile_archives.ts";
import { canvasZipOf, madeUpClass } from "./deliveries.ts";
import { utf8Name, writeZip, type ZipFile } from "./zip_writer.ts";

Deno.test(
  temporaryTest(
    "a hostile archive gets its verdict, and costs nobody else anything",
    async (folder) => {
      const folders = await loadAllExercises();
      Deno.mkdirSync(`${folder}/008`);
      Deno.writeTextFileSync(`${folder}/008/answer.ts`, honest);
      assert(hostileArchives.length >= 60);
      for (const { name, zip, why, keepsRest } of hostileArchives) {
        Deno.writeFileSync(`${folder}/007.zip`, zip());
        const { submissions, refused } = await collect(folder, { folders });
        const files = Object.fromEntries(
          submissions.map(({ source, files }) => [source, files]),
        );
        const isTaken = (student: string): boolean =>
          files[student]?.get("05_read_write/answer.ts") === honest;
        const said = refused.map(({ why }) => why).join("\n");
        assert(isTaken("008"), name);
        assertEquals(isTaken("007.zip"), keepsRest, `${name}: ${said}`);
        assertMatch(said, why, name);
        assert(refused.length <= 21, name);
        const texts = submissions.flatMap(({ files }) => [...files.values()]);
        assert(!texts.some((text) => text.includes("stolen")), name);
        for (const { source, why } of refused) {
          assert(source.startsWith("007.zip") && why.includes("007.zip"), why);
          assert(!why.includes(folder), why);
        }
      }
      const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
      assertEquals(left, ["007.zip", "008"]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "hostile archives in the archive of a class cost nobody else anything",
    async (folder) => {
      const students = madeUpClass(hostileArchives.length + 1, 1);
      const uploads = students.map((student, i) => ({
        student,
        name: i === 0 ? "answer.ts" : "work.zip",
        data: hostileArchives[i - 1]?.zip() ?? honest,
      }));
      Deno.writeFileSync(`${folder}/class.zip`, canvasZipOf(uploads));
      const folders = await loadAllExercises();
      const { submissions, refused } = await collect(folder, { folders });
      assertEquals(submissions.length, students.length);
      const of = (canvas: string): Submission | undefined =>
        submissions.find(({ claim }) => claim.canvas === canvas);
      assertEquals([...of("1000")!.files.values()], [honest]);
      for (const [i, { name }] of hostileArchives.entries()) {
        const { canvas } = students[i + 1]!;
        const { files, notes } = of(canvas)!;
        assert(![...files.values()].join().includes("stolen"), name);
        const isSaid = refused.some(({ source }) =>
          source.includes(`_${canvas}_`)
        );
        assert(isSaid && notes.length > 0, name);
      }
    },
  ),
);

Deno.test(
  temporaryTest(
    "what archives claim and what bombs become takes little memory",
    async (folder) => {
      if (Deno.build.os !== "linux") return;
      const code = `
    const { collect } = await import("./lib/collect/collect.ts");
    const { loadAllExercises } = await import("./lib/workbook/content.ts");
    const folders = await loadAllExercises();
    await collect(Deno.args[0], { folders });
    const status = Deno.readTextFileSync("/proc/self/status");
    console.log(/VmHWM:\\s+(\\d+) kB/.exec(status)[1]);`;
      const peak = async (): Promise<number> => {
        const { out, err } = await runDeno(["eval", code, folder]);
        assertEquals(err, "");
        return Number(out) / 1024;
      };
      const zip = writeZip([{ name: "05_read_write/answer.ts", data: honest }]);
      Deno.writeFileSync(`${folder}/000.zip`, zip);
      const before = await peak();
      // Of 20,000 entries, the list of them is what takes memory.
      const isLong = ({ name }: Hostile): boolean => name.startsWith("20,0");
      for (const { zip } of hostileArchives.filter((one) => !isLong(one))) {
        Deno.writeFileSync(`${folder}/${crypto.randomUUID()}.zip`, zip());
      }
      const short = await peak();
      assert(short < before + 100, `${before} MiB, then ${short} MiB`);
      for (const { zip } of hostileArchives.filter(isLong)) {
        Deno.writeFileSync(`${folder}/${crypto.randomUUID()}.zip`, zip());
      }
      const long = await peak();
      assert(long < before + 400, `${before} MiB, then ${long} MiB`);
    },
  ),
);

/** The paths in an archive. */
async function pathsIn(files: readonly ZipFile[]): Promise<string[]> {
  const archive = writeZip(files);
  const delivery = await openArchive({
    path: "a.zip",
    source: "a.zip",
    nesting: 1,
    read: () => Promise.resolve(archive),
  });
  assertEquals(delivery.refused, []);
  return delivery.files.map(({ path }) => path);
}

Deno.test("openArchive() reads names as the systems of the world write them", async () => {
  const latin = (...bytes: (string | number)[]): Uint8Array =>
    new Uint8Array(
      bytes.flatMap((one) =>
        typeof one === "number" ? [one] : [...new TextEncoder().encode(one)]
      ),
    );
  const cp437 = latin("M", 0x81, "ller.ts");
  const cases: readonly [file: ZipFile, path: string][] = [
    [{ name: "Müller.ts" }, "Müller.ts"],
    [{ name: latin("Müller.ts") }, "Müller.ts"],
    [{ name: cp437 }, "Müller.ts"],
    [{ name: cp437, extra: utf8Name(cp437, "Mühle.ts") }, "Mühle.ts"],
    [{ name: cp437, extra: utf8Name(latin("x"), "no.ts") }, "Müller.ts"],
    [{ name: latin(0xd6, 0xd0, 0xce, 0xc4, ".ts") }, "中文.ts"],
    [{ name: "u\u0308.ts" }, "ü.ts"],
    [{ name: "a\\b\\c.ts" }, "a/b/c.ts"],
    [{ name: "./a//b.ts" }, "a/b.ts"],
    [{ name: "a\nb\u202ec.ts" }, "a\nb\u202ec.ts"],
    [{ name: `${"x".repeat(300)}.ts` }, `${"x".repeat(300)}.ts`],
  ];
  for (const [file, path] of cases) assertEquals(await pathsIn([file]), [path]);
});

Deno.test("openArchive() leaves out folders, and what systems and editors leave behind", async () => {
  const names = [
    "a/",
    "./",
    "__MACOSX/._a.ts",
    ".DS_Store",
    "a/.git/x.ts",
    "a.ts~",
    "a/#b.ts#",
    "Thumbs.db",
    "a/.a.ts.swp",
    "node_modules/x/a.ts",
    "answer.2.bak.ts",
  ];
  const files = [...names, "a/answer.ts"].map((name) => ({ name }));
  assertEquals(await pathsIn(files), ["a/answer.ts"]);
});

Deno.test("openArchive() reads what else is before and behind an archive that is whole", async () => {
  const file = { name: "a.ts", data: honest };
  for (
    const says of [{ comment: "made by hand" }, { before: new Uint8Array(9) }]
  ) {
    const read = (): Promise<Uint8Array> =>
      Promise.resolve(writeZip([file], says));
    const { files } = await openArchive({
      path: "a.zip",
      source: "a.zip",
      nesting: 0,
      read,
    });
    assertEquals(new TextDecoder().decode(await files[0]!.read(99)), honest);
  }
});
