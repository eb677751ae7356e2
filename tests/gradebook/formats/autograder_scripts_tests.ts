import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  classroom50Script,
  runScript,
  setupScript,
} from "../../../lib/gradebook/formats/autograder_scripts.ts";
import { type Manifest, mostPoints } from "../../../lib/homework/manifest.ts";
import { runTask, temporaryTest } from "../../command.ts";
import {
  manifestOf,
  rightPredictions,
  solutionsTo,
} from "../../homework/real_homework.ts";
import { makePack } from "../../homework/made_up.ts";
import { makeLink } from "../../special_files.ts";
import { assertClassroom50 } from "./classroom50_shape.ts";
import { assertGradescope } from "./gradescope_shape.ts";

Deno.test("the scripts get the Deno that they are told, and no other", () => {
  for (const script of [setupScript("1.2.3"), classroom50Script("1.2.3")]) {
    assertMatch(script, /\bdeno@1\.2\.3\b/);
    assert(!/deno@(?!1\.2\.3)/.test(script));
  }
});

Deno.test("run_autograder is root for no longer than it must, and puts an open result first", () => {
  const order = ["runuser -u student", "open.json", "mv ", "homework autograde"]
    .map((word) => runScript.indexOf(word));
  assert(order.every((at, i) => at > (order[i - 1] ?? 0)), order.join());
  assert(runScript.startsWith("#!/usr/bin/env bash\n"));
});

Deno.test(
  temporaryTest(
    "Gradescope's folder grades by its own run_autograder: a pack, loose answers, and nothing",
    async (folder) => {
      const place = `${folder}/source`;
      const manifest = await makeFolder("gradescope", place, folder);
      const most = mostPoints(manifest);
      const grade = async (
        files: Readonly<Record<string, string>>,
        env: Readonly<Record<string, string>> = {},
      ): ReturnType<typeof gradescope> => {
        fill(`${folder}/submission`, files);
        return await gradescope(folder, env);
      };
      const answers = solutionsTo(manifest);
      const predictions = await rightPredictions(manifest, "007");
      const pack = await makePack({ manifest, answers, predictions });
      const full = await grade({ "a pack.json": JSON.stringify(pack) });
      assertEquals(full.results.score, most, full.log);
      assert(full.results.tests.every(({ status }) => status === "passed"));

      const [slug] = Object.keys(answers);
      const loose = await grade({
        [`my work/exercises/${slug}`]: answers[slug!]! +
          `\nconsole.log("\\x1b[2J", "${folder}");\n`,
      });
      const parts = loose.results.tests.map(({ number, score, output }) =>
        `${number} ${score} ${output.split("\n")[0]}`
      );
      const points = manifest.items.map(({ id, lesson, points }) =>
        id.startsWith("P")
          ? `${id} 0 not handed in`
          : lesson === 5
          ? `${id} ${points} passed`
          : `${id} 0 not handed in`
      );
      assertEquals(parts, points, loose.log);
      const text = JSON.stringify(loose.results);
      assert(!text.includes(folder) && !text.includes("\\u001b"), text);

      const nothing = await grade({});
      assertEquals(nothing.results.score, 0);
      // What cannot even start leaves the open result.
      const ended = await grade(answers, { DENO: "false" });
      assertEquals(
        ended.results.output.split("\n").at(-1),
        "It was not graded.",
      );
      assert(
        ended.results.tests.every(({ output }) => output === "not answered"),
      );
      const left = [...Deno.readDirSync(`${folder}/results`)];
      assertEquals(left.map(({ name }) => name), ["results.json"]);
    },
  ),
);

Deno.test(
  temporaryTest(
    "Classroom 50's autograder.py writes a result that its runner takes",
    async (folder) => {
      if (!await hasPython()) return;
      const place = `${folder}/bundle`;
      const manifest = await makeFolder("classroom50", place, folder);
      const most = mostPoints(manifest);
      const checkout = `${folder}/checkout`;
      const answers = Object.entries(solutionsTo(manifest)).map((
        [path, text],
      ) => [`exercises/${path}`, text]);
      fill(checkout, Object.fromEntries(answers));
      // A checkout may have links: what they lead to stays.
      const other = `${folder}/other.txt`;
      Deno.writeTextFileSync(other, "other");
      for (const name of ["release-body.md", "result.json.unfinished"]) {
        await makeLink(other, `${checkout}/${name}`);
      }
      const env = {
        CLASSROOM: "cs101",
        ASSIGNMENT: "homework-1",
        OWNER: "alice",
        ASSIGNMENT_TYPE: "individual",
        SUBMISSION_TAG: "submit/2026-12-05T10-00-00Z-a1b2c3d",
        COMMIT_URL: "https://example.org/commit/a1",
        RELEASE_URL: "https://example.org/releases/tag/a1",
      };
      const script = `${folder}/bundle/autograder.py`;
      const ran = await run("python3", [script], { cwd: checkout, env });
      assertEquals(ran.code, 0, ran.log);
      const text = Deno.readTextFileSync(`${checkout}/result.json`);
      const { tests, score, "max-score": best, ...rest } = JSON.parse(text);
      assertClassroom50({ tests, score, "max-score": best });
      const predicted = manifest.items.filter(({ id }) => id.startsWith("P"))
        .reduce((sum, { points }) => sum + points, 0);
      assertEquals([score, best], [most - predicted, most]);
      const { datetime, graded_at, ...said } = rest;
      assertEquals(said, {
        schema: "classroom50/result/v1",
        classroom: env.CLASSROOM,
        assignment: env.ASSIGNMENT,
        owner: env.OWNER,
        assignment_type: env.ASSIGNMENT_TYPE,
        submission: env.SUBMISSION_TAG,
        commit: env.COMMIT_URL,
        release: env.RELEASE_URL,
        review: env.COMMIT_URL,
      });
      for (const time of [datetime, graded_at]) {
        assertMatch(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      }
      const body = Deno.readTextFileSync(`${checkout}/release-body.md`);
      assertMatch(body, /^# How a file is sent\n/);
      assertEquals(Deno.readTextFileSync(other), "other");
      const failing = { ...env, DENO: "false" };
      Deno.removeSync(`${checkout}/result.json`);
      const ended = await run("python3", [script], {
        cwd: checkout,
        env: failing,
      });
      assertEquals(ended.code, 1);
      const names = [...Deno.readDirSync(checkout)].map(({ name }) => name);
      assert(!names.includes("result.json"), names.join());
    },
  ),
);

/** Makes the folder of an autograder by the command. @returns What it is made for. */
async function makeFolder(
  kind: string,
  place: string,
  folder: string,
): Promise<Manifest> {
  const manifest = await manifestOf([5, 6]);
  const homework = `${folder}/homework.json`;
  Deno.writeTextFileSync(homework, JSON.stringify(manifest));
  const args = [kind, place, "--homework", homework];
  const { code, err } = await runTask("homework", args);
  assertEquals([code, err], [0, ""]);
  return manifest;
}

/** Fills a folder with these files, and no others. */
function fill(folder: string, files: Readonly<Record<string, string>>): void {
  Deno.mkdirSync(folder, { recursive: true });
  Deno.removeSync(folder, { recursive: true });
  Deno.mkdirSync(folder);
  for (const [path, text] of Object.entries(files)) {
    const place = `${folder}/${path}`;
    Deno.mkdirSync(place.replace(/\/[^/]*$/, ""), { recursive: true });
    Deno.writeTextFileSync(place, text);
  }
}

/** Runs `run_autograder`, and reads what it has left. */
async function gradescope(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<{ results: Parameters<typeof assertGradescope>[0]; log: string }> {
  const script = `${folder}/source/run_autograder`;
  const { log } = await run("bash", [script], {
    env: { AUTOGRADER: folder, ...env },
  });
  const text = Deno.readTextFileSync(`${folder}/results/results.json`);
  const results = JSON.parse(text);
  assertGradescope(results);
  return { results, log };
}

/** Runs a program with the Deno and the packages of these tests. */
async function run(
  program: string,
  args: readonly string[],
  { env, cwd }: {
    readonly env: Readonly<Record<string, string>>;
    readonly cwd?: string;
  },
): Promise<{ code: number; log: string }> {
  const packages = Deno.env.get("DENO_DIR") ??
    `${Deno.env.get("HOME")}/.cache/deno`;
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    ...(cwd === undefined ? {} : { cwd }),
    env: { DENO: Deno.execPath(), DENO_DIR: packages, ...env },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, log: decoder.decode(stdout) + decoder.decode(stderr) };
}

async function hasPython(): Promise<boolean> {
  try {
    const found = await run("python3", ["--version"], { env: {} });
    return found.code === 0;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
