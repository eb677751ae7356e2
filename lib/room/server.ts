/**
 * The server of a room: from a request to a response, whatever the request is.
 *
 * Learners may report, and see nothing of the others. What the leader sees and does needs the key
 * that the leader's terminal has shown. Nothing that was sent comes back, no file is served by its
 * path, and only who names the room by its address is answered: a page of another site cannot send
 * a browser here under a name of its own.
 *
 * @module
 */
import type { Catalog } from "./catalog.ts";
import { drawJoining, drawShell, drawView } from "./page.ts";
import { mostReportBytes, readReport } from "./report.ts";
import { acts, type Room } from "./room.ts";
import { TokenBucket } from "./token_bucket.ts";
import { viewOf } from "./view.ts";

/** What a server needs. */
export interface Serving {
  readonly room: Room;
  readonly catalog: Catalog;
  /** Where learners find it: "192.168.0.7:8050". */
  readonly address: string;
  /** Writes down what the room knows. */
  readonly keep: () => Promise<void>;
  /** [ms] */
  readonly now: () => number;
}

/** How many reports are taken of all, and of one name: at once, and in the long run. [1/s] */
const rates = { all: [2000, 200], one: [40, 1] } as const;

/** How long the body of a report may take. [ms] */
const patienceMs = 5000;

/** Answers requests. */
export class RoomServer {
  readonly #serving: Serving;
  readonly #all: TokenBucket = new TokenBucket(...rates.all);
  readonly #each: Map<string, TokenBucket> = new Map();

  constructor(serving: Serving) {
    this.#serving = serving;
  }

  /** Answers a request. */
  async answer(request: Request): Promise<Response> {
    const host = request.headers.get("host") ?? "";
    if (!isAddress(host)) return plain(403, "Type the address of the room.");
    const url = new URL(request.url);
    const route = `${request.method} ${url.pathname}`;
    switch (route) {
      case "GET /":
        return page(drawJoining(this.#serving.address));
      case "GET /leader":
        return page(drawShell);
      case "GET /view":
        return this.#isLeader(request) ? this.#view(url) : denied();
      case "POST /act":
        return this.#isLeader(request) && isFrom(request, host)
          ? await this.#act(url)
          : denied();
      case "POST /report":
        return isByBrowser(request) ? denied() : await this.#report(request);
      default:
        return plain(404, "Nothing is here.");
    }
  }

  #isLeader(request: Request): boolean {
    const { key } = this.#serving.room.kept;
    return request.headers.get("authorization") === `Bearer ${key}`;
  }

  #view({ searchParams }: URL): Response {
    const { room, catalog, now, address } = this.#serving;
    const view = viewOf(room, {
      catalog,
      now: now(),
      showsNames: searchParams.has("names"),
    });
    const explains = searchParams.has("explain");
    return json(drawView(view, { address, explains }));
  }

  async #act({ searchParams }: URL): Promise<Response> {
    const { room, now, keep } = this.#serving;
    const act = acts.find((one) => one === searchParams.get("act"));
    const at = Number(searchParams.get("at") ?? 0);
    if (act === undefined || !Number.isInteger(at)) return nonsense();
    room.act(act, at, now());
    await keep();
    return json({});
  }

  async #report(request: Request): Promise<Response> {
    const { room, now, keep } = this.#serving;
    if (!this.#all.take(now())) return later();
    const text = await readBody(request, mostReportBytes);
    const report = text === undefined ? undefined : readReport(text);
    if (report === undefined) return nonsense();
    if (!this.#bucketOf(report.name).take(now())) return later();
    const person = room.take(report, now());
    if (person === undefined) return plain(503, "The room is full.");
    await keep();
    return json({ isHandUp: person.hand !== undefined });
  }

  /** Names of nobody in the room have one store together. */
  #bucketOf(name: string): TokenBucket {
    const { people } = this.#serving.room;
    if (!people.some((one) => one.name === name)) return this.#all;
    const bucket = this.#each.get(name) ?? new TokenBucket(...rates.one);
    this.#each.set(name, bucket);
    return bucket;
  }
}

/** Whether a host is an address, or a name that no site elsewhere can have. */
function isAddress(host: string): boolean {
  return /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[\da-f:.]+\]|localhost|[\w-]+\.local)(?::\d+)?$/i
    .test(host);
}

/** Whether a request comes from a page of this server. */
function isFrom(request: Request, host: string): boolean {
  return request.headers.get("origin") === `http://${host}`;
}

/** Whether a page has sent this: a browser always says which. A watch is none. */
function isByBrowser({ headers }: Request): boolean {
  return headers.has("origin") || headers.has("sec-fetch-site");
}

/** Reads a body. @returns Nothing, if it is too long, or takes too long, or is no text. */
async function readBody(
  { body }: Request,
  most: number,
): Promise<string | undefined> {
  let bytes = new Uint8Array(0);
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const parts = body?.pipeThrough(new TransformStream(), { signal });
    for await (const part of parts ?? []) {
      if (bytes.length + part.length > most) return undefined;
      bytes = Uint8Array.from([...bytes, ...part]);
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

const always = {
  "cache-control": "no-store",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

/** A page that may do nothing but what stands in it, and ask this server. */
function page(draw: (nonce: string) => string): Response {
  const nonce = crypto.randomUUID();
  return new Response(draw(nonce), {
    headers: {
      ...always,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": "default-src 'none'; " +
        `style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; ` +
        // How long a part of a bar is stands at the part.
        "style-src-attr 'unsafe-inline'; " +
        "connect-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'",
    },
  });
}

function json(value: unknown): Response {
  return Response.json(value, { headers: always });
}

function plain(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { ...always, "content-type": "text/plain; charset=utf-8" },
  });
}

function denied(): Response {
  return plain(403, "That is for the leader: the terminal shows the address.");
}

function nonsense(): Response {
  return plain(400, "That is no report of a watch.");
}

function later(): Response {
  return plain(429, "Too much at once: later.");
}
