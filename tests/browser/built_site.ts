/**
 * The site that the tests look at: built once, and served from a folder of its own.
 *
 * @module
 */
import config from "../../deno.json" with { type: "json" };
import { temporaryFolder } from "../../lib/cli/path.ts";
import { pathOf, root } from "../../lib/workbook/path.ts";

/** Where a site is, and what it has. */
export interface BuiltSite extends AsyncDisposable {
  /** Its addresses: at the top of a host, below a path, and on the disk. */
  readonly places: Readonly<Record<"host" | "path" | "disk", string>>;
  /** Its pages, from its top. */
  readonly pages: readonly string[];
}

/** Builds the site as its task does, and serves it on this machine. */
export async function buildSite(): Promise<BuiltSite> {
  const folder = Deno.realPathSync(
    Deno.makeTempDirSync({ dir: temporaryFolder(), prefix: "zero-copy-site-" }),
  );
  const [, ...task] = config.tasks.site.command.split(" ");
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...task, "--out", `${folder}/built`],
    cwd: pathOf(root),
    env: { INIT_CWD: folder, DENO_NO_UPDATE_CHECK: "1" },
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    ({ url }) => answer(`${folder}/built`, new URL(url).pathname),
  );
  const host = `http://127.0.0.1:${server.addr.port}/`;
  return {
    places: {
      host,
      path: `${host}some/path/`,
      disk: `file://${folder}/built/`,
    },
    pages: pagesIn(`${folder}/built`),
    [Symbol.asyncDispose]: async () => {
      await server.shutdown();
      Deno.removeSync(folder, { recursive: true });
    },
  };
}

const types: Readonly<Record<string, string>> = {
  css: "text/css",
  html: "text/html; charset=utf-8",
  js: "text/javascript",
  json: "application/json",
  svg: "image/svg+xml",
};

/** Serves a file as any static server does. */
async function answer(folder: string, pathname: string): Promise<Response> {
  const path = decodeURIComponent(pathname).replace(/^\/some\/path\//, "/")
    .replace(/\/$/, "/index.html");
  try {
    const bytes = await Deno.readFile(folder + path);
    const type = types[path.slice(path.lastIndexOf(".") + 1)] ?? "text/plain";
    return new Response(bytes, { headers: { "content-type": type } });
  } catch {
    return new Response("There is no such file.", { status: 404 });
  }
}

function pagesIn(folder: string, below = ""): string[] {
  return [...Deno.readDirSync(`${folder}/${below}`)].flatMap((entry) => {
    const path = below + entry.name;
    if (entry.isDirectory) return pagesIn(folder, `${path}/`);
    return path.endsWith(".html") ? [path] : [];
  }).sort();
}
