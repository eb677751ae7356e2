/**
 * The settings of a folder that is a part of the workbook: without what is not there.
 *
 * @module
 */
import { jsonText } from "../workbook/plain.ts";

/** What is read of `deno.json`. All else stays as it is. */
interface Settings {
  readonly workspace: readonly string[];
  readonly tasks: Readonly<Record<string, unknown>>;
  readonly imports: Readonly<Record<string, string>>;
  readonly lint: { readonly plugins: readonly string[] };
  readonly test: { readonly include: readonly string[] };
}

/** What is read of `deno.lock`. */
interface Lock {
  readonly version: string;
  readonly specifiers: Readonly<Record<string, string>>;
  readonly npm: Readonly<
    Record<string, { readonly dependencies?: readonly string[] }>
  >;
}

/** The two files, as text. */
export interface SettingFiles {
  readonly config: string;
  readonly lock: string;
}

/** What is kept. */
export interface Kept {
  /** The tasks that work there. */
  readonly tasks: readonly string[];
  /** The texts of all modules that run: a package that none of them names is left out. */
  readonly modules: readonly string[];
  /** The files that are there, from the top. */
  readonly paths: ReadonlySet<string>;
  /** Where packages are, if not where Deno keeps them. */
  readonly nodeModulesDir?: "manual";
}

/** Leaves out of the settings of a workbook what is not there. */
export function settingsOf(
  { config, lock }: SettingFiles,
  { tasks, modules, paths, ...more }: Kept,
): SettingFiles {
  const ours = JSON.parse(config) as Settings;
  const isThere = (path: string): boolean =>
    paths.has(path.replace(/^\.\//, ""));
  const imports = Object.fromEntries(
    Object.entries(ours.imports).filter(([name, to]) =>
      !to.startsWith("npm:") ||
      modules.some((text) => text.includes(`"${name}`))
    ),
  );
  const include = ours.test.include.filter(isThere);
  const settings = {
    ...ours,
    ...more,
    workspace: ours.workspace.filter((folder) =>
      isThere(`${folder}/deno.json`)
    ),
    tasks: Object.fromEntries(
      Object.entries(ours.tasks).filter(([name]) => tasks.includes(name)),
    ),
    imports,
    lint: { ...ours.lint, plugins: ours.lint.plugins.filter(isThere) },
    // Without a list, all that is named like a test would be one.
    test: { include: include.length === 0 ? ["none*_test.ts"] : include },
  };
  const packages = Object.values(imports).filter((to) => to.startsWith("npm:"))
    .map((to) => to.replace(/^npm:\/?/, "npm:").replace(/\/$/, ""));
  return { config: jsonText(settings), lock: jsonText(lockOf(lock, packages)) };
}

/** Leaves out of a lock file all packages but some, and what these need. */
function lockOf(text: string, packages: readonly string[]): unknown {
  const { version, specifiers, npm } = JSON.parse(text) as Lock;
  const named = Object.entries(specifiers)
    .filter(([name]) => packages.includes(name));
  const needed = new Set(
    named.map(([name, version]) =>
      `${name.slice("npm:".length).replace(/(?<=.)@.*/, "")}@${version}`
    ),
  );
  for (const one of needed) {
    for (const other of npm[one]?.dependencies ?? []) {
      needed.add(
        Object.keys(npm).find((key) =>
          key.replace(/(?<=.)@.*/, "") === other
        ) ??
          other,
      );
    }
  }
  return {
    version,
    specifiers: Object.fromEntries(named),
    npm: Object.fromEntries(
      Object.entries(npm).filter(([key]) => needed.has(key)),
    ),
    workspace: { dependencies: [...packages].sort() },
  };
}
