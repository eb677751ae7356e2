/**
 * Bundles: from modules to one script that any browser takes, also from the disk.
 *
 * `Deno.bundle()` does it, which is not stable: so all that knows of it is here. It fetches esbuild
 * when it is first called.
 *
 * @module
 */

/** What cannot be fetched. */
export class MissingBundler extends Error {
  override readonly name = "MissingBundler";
}

/** Makes scripts of modules, each by its name. */
export type Bundler = (
  modules: ReadonlyMap<string, string>,
) => Promise<ReadonlyMap<string, string>>;

/**
 * Makes a bundler.
 *
 * @param folder Where it may write: it makes that folder, and leaves it to others to remove it.
 */
export function bundlerIn(folder: string): Bundler {
  return async (modules) => {
    Deno.mkdirSync(folder, { recursive: true });
    const entrypoints = [...modules].map(([name, source]) => {
      const file = `${folder}/${name}.ts`;
      Deno.writeTextFileSync(file, source);
      return file;
    });
    const { success, errors, outputFiles = [] } = await bundle(
      entrypoints,
      `${folder}/out`,
    );
    if (!success) {
      throw new SyntaxError(
        `A script cannot be made: ${errors.map(({ text }) => text).join("; ")}`,
      );
    }
    return new Map(outputFiles.map((file) => {
      const name = /([^\\/]+)\.js$/.exec(file.path)![1]!;
      return [name, file.text()];
    }));
  };
}

/** @throws {MissingBundler} If it cannot be fetched. */
async function bundle(
  entrypoints: string[],
  outputDir: string,
): Promise<Deno.bundle.Result> {
  if (typeof Deno.bundle !== "function") {
    throw new MissingBundler("Deno was started without --unstable-bundle");
  }
  try {
    return await Deno.bundle({
      ...{ entrypoints, outputDir, write: false, minify: true },
      ...{ platform: "browser", format: "iife", packages: "bundle" },
    });
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new MissingBundler(why);
  }
}
