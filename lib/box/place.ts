/**
 * The folder of a box: a copy of what stubs import, and for each process a place of its own, with
 * nothing in it but the files of one submission. No name of a person or of a course stands in it.
 *
 * @module
 */
import { builtinModules } from "node:module";
import { allowedImports } from "../grade/own_imports.ts";
import type { ExerciseFolder } from "../workbook/content.ts";
import { exercisesUrl } from "../workbook/content.ts";
import { isThere, readText } from "../workbook/file.ts";
import {
  readImportMap,
  type Resolve,
  resolver,
} from "../workbook/import_map.ts";
import { urlOf } from "../workbook/path.ts";
import { pristineText } from "../workbook/pristine.ts";
import { closureOf, type Modules } from "./closure.ts";

/** The program of a process. */
const program = "lib/box/child.ts";

/** Modules of the system lead nowhere, for whoever imports them. */
const noBuiltins = Object.fromEntries(
  builtinModules.flatMap((name) => [[name, null], [`node:${name}`, null]]),
);

/** What an answer of a lesson may import. */
interface Allowed {
  /** What the answer is at first, if somebody kept it. */
  readonly stub: string | undefined;
  readonly specifiers: readonly string[];
  /** Where those lead that are not beside it: a path from the top of the workbook. */
  readonly targets: ReadonlyMap<string, string>;
  /** The workbook's types beside the answer, if it has some. */
  readonly types: string | undefined;
}

/** Where one process finds its submission. */
export interface Slot {
  /** The folder, as a path without a slash at its end. */
  readonly path: string;
  readonly map: string;
}

/** The folder of a box. */
export class BoxPlace {
  /** A path without a slash at its end. */
  readonly path: string;
  readonly #allowed: ReadonlyMap<string, Allowed>;
  readonly #free: Slot[] = [];
  /** What was put into each place last. */
  readonly #filled = new Map<Slot, readonly string[]>();
  readonly #paths: RegExp;
  #slots = 0;

  private constructor(path: string, allowed: ReadonlyMap<string, Allowed>) {
    this.path = path;
    this.#allowed = allowed;
    this.#paths = new RegExp(
      `(?:file:/{2,3})?${RegExp.escape(path)}(?:/\\d+)?(?:/exercises)?/?`,
      "g",
    );
  }

  /** Makes the folder, for the exercises of some lessons. */
  static async make(folders: readonly ExerciseFolder[]): Promise<BoxPlace> {
    const resolve = resolver(readImportMap());
    const allowed = new Map<string, Allowed>();
    const modules = new Map(await closureOf([program], resolve));
    for (const folder of folders) {
      const { slug } = folder.lesson;
      const targets = new Map<string, string>();
      const specifiers = allowedImports(folder);
      for (const specifier of specifiers) {
        const path = resolve(specifier, `exercises/${slug}/answer.ts`);
        // Types are beside it, and gone when it runs.
        if (path.startsWith("exercises/")) continue;
        targets.set(specifier, path);
        for (const [at, text] of await withoutPackages(path, resolve)) {
          modules.set(at, text);
        }
      }
      const types = new URL("types.ts", exercisesUrl(folder.lesson));
      allowed.set(slug, {
        stub: pristineText(folder.lesson),
        specifiers,
        targets,
        types: isThere(types) ? readText(types) : undefined,
      });
    }
    const path = Deno.realPathSync(Deno.makeTempDirSync({ prefix: "box-" }))
      .replaceAll("\\", "/");
    for (const [at, text] of modules) write(`${path}/${at}`, text);
    return new BoxPlace(path, allowed);
  }

  /** The URL of the program of a process. */
  get program(): string {
    return urlOf(`${this.path}/${program}`).href;
  }

  /** What an answer of a lesson may import. */
  allowed(slug: string): readonly string[] {
    return this.#allowed.get(slug)?.specifiers ?? [];
  }

  /** What the answer of a lesson is at first, if that is known. */
  stub(slug: string): string | undefined {
    return this.#allowed.get(slug)?.stub;
  }

  /** Takes a place that is free, or makes one. */
  take(): Slot {
    const free = this.#free.pop();
    if (free !== undefined) return free;
    this.#slots += 1;
    const path = `${this.path}/${this.#slots}`;
    const map = `${path}/map.json`;
    write(map, JSON.stringify(this.#map()));
    for (const [slug, { types }] of this.#allowed) {
      Deno.mkdirSync(`${path}/exercises/${slug}`, { recursive: true });
      if (types !== undefined) {
        write(`${path}/exercises/${slug}/types.ts`, types);
      }
    }
    const slot = { path, map };
    this.#filled.set(slot, []);
    return slot;
  }

  /** Puts the files of a submission into a place. @param files By their paths in exercises/. */
  fill(slot: Slot, files: ReadonlyMap<string, string>): void {
    const at = (file: string): string => `${slot.path}/exercises/${file}`;
    const own = [...files].filter(([file]) => !this.#isOurs(file));
    // Some file systems wait for the disk where a file is written over.
    for (const old of this.#filled.get(slot)!) removeAll(at(old));
    this.#filled.set(slot, own.map(([file]) => file));
    for (const [file, text] of own) {
      Deno.writeTextFileSync(at(file), text, { createNew: true });
    }
  }

  /** Whether a file is the workbook's, which stays. */
  #isOurs(file: string): boolean {
    const [slug, name] = file.split("/");
    return name === "types.ts" &&
      this.#allowed.get(slug!)?.types !== undefined;
  }

  /** Gives a place back. */
  give(slot: Slot): void {
    this.#free.push(slot);
  }

  /** Leaves out where the box is: an answer has no more to tell than what lies beside it. */
  withoutPaths(text: string): string {
    return text.includes(this.path) ? text.replaceAll(this.#paths, "") : text;
  }

  /** Removes all. */
  remove(): void {
    removeAll(this.path);
  }

  /** Maps the imports of each lesson's answers, and of what the box has: nothing else leads anywhere. */
  #map(): unknown {
    const ours = Object.fromEntries(
      Object.entries(readImportMap()).filter(([, to]) => to.startsWith("./"))
        .map(([key, to]) => [key, `.${to}`]),
    );
    const scopes = [...this.#allowed].map(([slug, { targets }]) => {
      const own = `./exercises/${slug}/`;
      const mapped = [...targets].map(([specifier, path]) => [
        // What is relative leads out of the answer's folder, and is mapped there.
        specifier.replace(/^(?:\.\.\/)+/, "./"),
        `../${path}`,
      ]);
      return [own, { "/": null, [own]: own, ...Object.fromEntries(mapped) }];
    });
    const begin = `../${program}`;
    const own = Object.fromEntries(
      ["../lib/", "../lessons/", "./exercises/"].map((one) => [one, one]),
    );
    return {
      // Code that is written as an address is in no scope, and gets no file.
      imports: { ...noBuiltins, "/": null, [begin]: begin },
      scopes: {
        "../lib/": { ...own, ...ours },
        "../lessons/": { ...own, ...ours },
        ...Object.fromEntries(scopes),
      },
    };
  }
}

/**
 * What a module needs. Of one that needs a package, whose types alone a stub imports, nothing is
 * left: the box has no packages.
 */
async function withoutPackages(
  path: string,
  resolve: Resolve,
): Promise<Modules> {
  try {
    return await closureOf([path], resolve);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return new Map([[path, "export {};\n"]]);
  }
}

function write(path: string, text: string): void {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(path, text);
}

function removeAll(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
