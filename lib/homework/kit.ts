/**
 * Kits: the workbook for a room without a network. What learners need is in it, with its packages;
 * what is for instructors and for those who work on the workbook is not.
 *
 * @module
 */
import { type CopyPlan, planCopy } from "../workbook/copy_workbook.ts";
import { readText } from "../workbook/file.ts";
import { jsonText } from "../workbook/plain.ts";
import { settingsOf } from "./deno_settings.ts";
import { reachableFiles } from "./reachable_files.ts";

/** What stays in a kit. */
export interface KeptInKit {
  readonly tasks: readonly string[];
  /** The modules that these begin with, from the top. */
  readonly commands: readonly string[];
}

const note = `
> This folder is a kit for a room without a network: all packages are in it. Work
> in this folder itself, or in a copy of it. The commands for instructors and for
> working on the workbook are not in it, nor is the browser edition;
> \`deno test\` wants \`--no-check\`.
`;

/** Works out what a kit is made of. @param to A new or an empty folder. */
export function planKit(from: string, to: string, keeps: KeptInKit): CopyPlan {
  const { writes, ...plan } = planCopy(from, to);
  // The browser edition is built elsewhere, and a package is needed for it.
  const kept = writes.filter((path) => !/^lib\/(?:web|site)\//.test(path));
  const read = (path: string): string => readText(`${from}/${path}`);
  // Beside the lessons lie pages for instructors.
  const content = kept.filter((path) =>
    /^(?:lessons\/\d\d_|exercises\/|solutions\/|tests\/)/.test(path)
  );
  const modules = [...reachableFiles(from, [...content, ...keeps.commands])]
    .filter((path) => path.endsWith(".ts"));
  const { config, lock } = settingsOf(
    { config: read("deno.json"), lock: read("deno.lock") },
    {
      tasks: keeps.tasks,
      modules: modules.map(read),
      paths: new Set(kept),
      nodeModulesDir: "manual",
    },
  );
  const page = read("README.md").replace("\n", `\n${note}`);
  const texts = { "deno.json": config, "deno.lock": lock, "README.md": page };
  const firsts = new Map(plan.firsts);
  for (const [path, text] of Object.entries(texts)) {
    firsts.set(path, new TextEncoder().encode(text));
  }
  return { ...plan, writes: kept, firsts };
}

/** Has a folder take its packages from its own `node_modules`. @param config Its `deno.json`. */
export function withOwnPackages(config: string): string {
  const settings: object = JSON.parse(config);
  const own = { ...settings, nodeModulesDir: "manual" };
  return jsonText(own);
}
