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
  /** The modules that import all of them, where there are any: each module costs a start. */
  readonly modules?: readonly string[];
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
 * is named by no other part is of the model, and may only read.
 */
export function partsFor(
  { deno, temporary, tests }: Surroundings,
): readonly SuitePart[] {
  const run = `--allow-run=${deno}`;
  const write = `--allow-write=${temporary}`;
  const others = [
    {
      name: "the command",
      paths: ["tests/cli"],
      permissions: ["--allow-read", "--allow-env", run, write],
    },
    {
      name: "a learner",
      paths: ["tests/learner_test.ts"],
      permissions: ["--allow-read", "--allow-env", run, write],
    },
    {
      name: "the pages",
      paths: ["tests/lessons"],
      permissions: ["--allow-read", "--allow-env=INIT_CWD", run],
    },
    {
      name: "the lab",
      paths: ["tests/lab"],
      permissions: ["--allow-read", "--allow-ffi", write],
    },
    {
      name: "grading",
      paths: ["tests/grade"],
      permissions: ["--allow-read", run],
    },
  ];
  const named = others.flatMap(({ paths }) => paths);
  const model = {
    name: "the model",
    paths: [...tests.filter((path) => !named.includes(path)), "exercises"],
    modules: ["tests/model_test.ts", "tests/answers_test.ts"],
    permissions: ["--allow-read=."],
  };
  return [model, ...others];
}

/**
 * Keeps of each part what is wanted, and drops parts of which nothing is. Of a whole part, its modules.
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
    .map(({ paths, modules = paths, ...part }) => ({
      ...part,
      paths: wanted.length === 0 ? modules : overlap(paths, wanted),
    }))
    .filter((part) => part.paths.length > 0);
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
