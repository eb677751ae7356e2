/**
 * Serves the folder of a site to this machine, and tells open pages when there is a newer one.
 *
 * Only what is in the folder is served, and only to whoever names this machine: a page of another
 * site cannot read it under a name of its own.
 *
 * @module
 */

/** Where a page asks whether there is a newer one. */
const news = "/-/news";

/** What is added to a page that is served. */
const reloader = `<script>new EventSource("${news}").onmessage=` +
  `()=>location.reload()</script>`;

/** What a file is, by the end of its name. */
const types: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** A server of a folder. */
export class SiteServer {
  readonly #folder: string;
  readonly #open = new Set<ReadableStreamDefaultController<Uint8Array>>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Tells all open pages to load themselves again. */
  tell(): void {
    const message = new TextEncoder().encode("data: new\n\n");
    for (const page of this.#open) page.enqueue(message);
  }

  /** Answers a request, whatever it is. */
  answer(request: Request): Response {
    const url = URL.parse(request.url);
    if (url === null) return plain(400, "This request names no host.");
    const { hostname, pathname } = url;
    if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname)) {
      return plain(403, "This server answers to 127.0.0.1 only.");
    }
    if (!["GET", "HEAD"].includes(request.method)) {
      return plain(405, "Here are pages to be read.");
    }
    if (pathname === news) return this.#listen();
    const path = pathIn(pathname);
    const bytes = path === undefined ? undefined : this.#read(path);
    if (bytes === undefined) return this.#elsewhere(path);
    const type = types[path!.slice(path!.lastIndexOf(".") + 1)] ?? "text/plain";
    const headers = { "content-type": type, "cache-control": "no-store" };
    if (!type.startsWith("text/html")) return new Response(bytes, { headers });
    const html = new TextDecoder().decode(bytes);
    return new Response(html.replace("</body>", `${reloader}</body>`), {
      headers,
    });
  }

  /** Leads to the page of a folder whose address was typed without its last slash. */
  #elsewhere(path: string | undefined): Response {
    const isFolder = path !== undefined &&
      this.#read(`${path}/index.html`) !== undefined;
    if (!isFolder) return plain(404, "There is no such page.");
    const headers = { location: `/${path}/` };
    return new Response(null, { status: 302, headers });
  }

  #listen(): Response {
    let page: ReadableStreamDefaultController<Uint8Array>;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        page = controller;
        this.#open.add(page);
        controller.enqueue(new TextEncoder().encode(": here\n\n"));
      },
      cancel: () => {
        this.#open.delete(page);
      },
    });
    const headers = {
      "content-type": "text/event-stream",
      "cache-control": "no-store",
    };
    return new Response(stream, { headers });
  }

  #read(path: string): Uint8Array<ArrayBuffer> | undefined {
    try {
      const file = `${Deno.realPathSync(this.#folder)}/${path}`;
      const real = Deno.realPathSync(file);
      // A link may lead elsewhere.
      return slashed(real) === slashed(file)
        ? Deno.readFileSync(file)
        : undefined;
    } catch {
      // A folder, a name that no system takes, or a site that is just being replaced.
      return undefined;
    }
  }
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

/**
 * Finds the file that an address means.
 *
 * @returns Nothing for what could lead out of the folder, or is hidden in it.
 */
function pathIn(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname).slice(1)
      .replace(/(^|\/)$/, "$1index.html");
    return /^(?:[\w-][\w.-]*\/)*[\w-][\w.-]*$/.test(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, { status });
}
