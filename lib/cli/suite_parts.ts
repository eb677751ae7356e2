/**
 * The parts of the tests: which run together, and with which permissions.
 *
 * A part may do what its tests need, and no more. A path belongs to one part at most.
 *
 * @module
 */
import { UsageError } from "./usage_error.ts";

/** Tests that run with the same permissions. */
export interface SuitePart {
  readonly name: string;
  /** Folders and files, from the top of the repository. */
  readonly paths: readonly string[];
  /** What is run: few modules that import the others, as each costs a start. */
  readonly modules: readonly string[];
  readonly permissions: readonly string[];
}

/** What the permissions of the parts name. */
export interface Surroundings {
  /** The path of this Deno. */
  readonly deno: string;
  /** The folder for temporary files. */
  readonly temporary: string;
  /** What has tests and stands at the top of `tests`: folders and files. */
  readonly tests: readonly string[];
}

/**
 * Lists the parts, in the order in which they begin: long ones first, so that all end together. What
 * no other part names is of the model, and may only read.
 */
export function partsFor(
  { deno, temporary, tests }: Surroundings,
): readonly SuitePart[] {
  const read = "--allow-read";
  const typed = "--allow-env=INIT_CWD";
  const run = `--allow-run=${deno}`;
  const write = `--allow-write=${temporary}`;
  const trying = [read, "--allow-env", run, write];
  const runningToo = (programs: string): string[] =>
    trying.map((flag) => flag === run ? `${run},${programs}` : flag);
  const others = [
    browserPart(runningToo("chromium")),
    part("answers", ["tests/learner_test.ts"], trying, [
      "tests/learner_test.ts",
      "tests/cli/grading_part.ts",
    ]),
    part(
      "commands",
      ["tests/cli"],
      // script(1) makes a terminal to type into, strace(1) records a server.
      runningToo("script,strace"),
      ["tests/cli/others_part.ts"],
    ),
    ...classParts(runningToo),
    part("the lab", ["tests/lab"], [read, "--allow-ffi", write]),
    part("grading", ["tests/grade"], trying),
    part("the workbook", ["tests/workbook"], trying),
    part("the site", ["tests/site"], [...trying, "--unstable-bundle"]),
    part("the pages", ["tests/lessons"], [read, typed, run]),
  ];
  const named = others.flatMap(({ paths }) => paths);
  const left = tests.filter((path) => !named.includes(path));
  const model = part("the model", [...left, "exercises"], [`${read}=.`], [
    "tests/model_part.ts",
    "tests/answers_test.ts",
  ]);
  return [model, ...others];
}

/**
 * What looks at the site in a browser. The packages that drive it are in a lock of their own, so that
 * no learner fetches them; they ask the system for its name and its home.
 */
function browserPart(running: readonly string[]): SuitePart {
  return part("the browser", ["tests/browser"], [
    "--lock=tests/browser/deno.lock",
    ...running,
    "--allow-net=127.0.0.1",
    "--allow-sys=homedir,osRelease",
  ]);
}

/** What is for a class. Limits are set by programs of the system, and pages looked at in a browser. */
function classParts(runningToo: (programs: string) => string[]): SuitePart[] {
  const folders = ["box", "homework", "collect", "gradebook"]
    .map((folder) => `tests/${folder}`);
  const whole = ["tests/class_test.ts", "tests/homework_page_test.ts"];
  return [
    part(
      "homework",
      [...whole, ...folders],
      runningToo("bash,kill,prlimit,python3,setpriv,sh,zip"),
      [
        ...whole,
        "tests/cli/class_part.ts",
        ...folders.map((folder) => `${folder}/all_test.ts`),
      ],
    ),
    part("the room", ["tests/room"], [
      ...runningToo("chromium"),
      "--allow-net=127.0.0.1",
    ]),
  ];
}

function part(
  name: string,
  paths: readonly string[],
  permissions: readonly string[],
  modules: readonly string[] = paths.map((path) => `${path}/all_test.ts`),
): SuitePart {
  return { name, paths, permissions, modules };
}

/**
 * Keeps of each part what is wanted, and drops parts of which nothing is.
 *
 * @param wanted Paths as `tidyPath` writes them. All is kept, if there are none.
 * @throws {UsageError} If a wanted path is in no part.
 */
export function narrow(
  parts: readonly SuitePart[],
  wanted: readonly string[],
): readonly SuitePart[] {
  for (const path of wanted) {
    if (parts.some((part) => overlap(part.paths, [path]).length > 0)) continue;
    throw new UsageError(
      `No tests at "${path}": a file or folder in tests was expected`,
      "deno task test tests/machine",
    );
  }
  return parts
    .map((part) => ({
      ...part,
      modules: wanted.length === 0 ? part.modules : overlap(part.paths, wanted),
    }))
    .filter(({ modules }) => modules.length > 0);
}

/** Writes a path as the table has it: from the top, with slashes, none at the ends. */
export function tidyPath(path: string): string {
  return path.replaceAll("\\", "/").replace(/^(?:\.\/)+/, "")
    .replace(/\/+$/, "");
}

/** Lists what two lists of paths have in common; of a folder and a part of it, the part. */
function overlap(
  paths: readonly string[],
  wanted: readonly string[],
): readonly string[] {
  return paths.flatMap((path) => {
    if (wanted.some((want) => isWithin(path, want))) return [path];
    return wanted.filter((want) => isWithin(want, path));
  });
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
