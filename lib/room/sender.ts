/**
 * What a watch does to tell the room: it sends what is new and goes on, whether or not anybody
 * answers. What did not arrive is sent again later.
 *
 * @module
 */
import { mostPlaces, type PlaceReport, type Report } from "./report.ts";

/** How long the room may take to answer. [ms] */
const patienceMs = 2000;

/** How long after a report that did not arrive the next one is sent. [ms] */
const againMs = 10_000;

/** Tells a room of one learner. */
export class Sender {
  readonly #url: string;
  readonly #name: string;
  readonly #againMs: number;
  readonly #client: Deno.HttpClient;
  readonly #end: AbortController = new AbortController();
  /** What has not arrived: of each exercise the newest. */
  readonly #unsent: Map<string, PlaceReport> = new Map();
  #isSending = false;
  #again: ReturnType<typeof setTimeout> | undefined;

  /** @param address Where the room is: "192.168.0.7:8050". */
  constructor(
    { address, name }: { address: string; name: string },
    waitMs: number = againMs,
  ) {
    this.#url = `http://${address}/report`;
    this.#name = name;
    this.#againMs = waitMs;
    // What the environment names as a proxy leads out of the room: this leads there directly.
    const [, hostname, port] = /^(.*):(\d+)$/.exec(address)!;
    this.#client = Deno.createHttpClient({
      proxy: { transport: "tcp", hostname: hostname!, port: Number(port) },
    });
  }

  /**
   * Tells what has changed, or only that somebody is here.
   *
   * @returns Whether all has arrived: nobody needs to wait for that.
   */
  async tell(grades: readonly PlaceReport[] = []): Promise<boolean> {
    for (const grade of grades) this.#unsent.set(grade.place, grade);
    if (this.#isSending) return false;
    clearTimeout(this.#again);
    this.#isSending = true;
    try {
      do {
        const next = [...this.#unsent.values()].slice(0, mostPlaces);
        if (await this.#send({ grades: next }) === undefined) return false;
        for (const one of next) {
          // What has changed meanwhile is still to be told.
          if (this.#unsent.get(one.place) === one) {
            this.#unsent.delete(one.place);
          }
        }
      } while (this.#unsent.size > 0);
      return true;
    } finally {
      this.#isSending = false;
      if (this.#unsent.size > 0) this.#tellAgain();
    }
  }

  #tellAgain(): void {
    if (this.#end.signal.aborted) return;
    this.#again = setTimeout(() => this.tell(), this.#againMs);
  }

  /** Puts the hand up, or down. @returns Whether it is up then; nothing, if nobody has answered. */
  async turnHand(): Promise<boolean | undefined> {
    return await this.#send({ turnsHand: true });
  }

  /** Tells nothing any more. */
  end(): void {
    this.#end.abort();
    clearTimeout(this.#again);
    this.#client.close();
  }

  /** Sends a report. @returns Whether the hand is up; nothing, if it was not taken. */
  async #send(
    { grades = [], turnsHand = false }: Partial<Report>,
  ): Promise<boolean | undefined> {
    try {
      const report: Report = { name: this.#name, grades, turnsHand };
      const answer = await fetch(this.#url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(report),
        redirect: "error",
        client: this.#client,
        signal: AbortSignal.any([
          this.#end.signal,
          AbortSignal.timeout(patienceMs),
        ]),
      });
      const { isHandUp } = await answer.json();
      return answer.ok && typeof isHandUp === "boolean" ? isHandUp : undefined;
    } catch {
      // The room is gone, or something else is there: whoever watches goes on.
      return undefined;
    }
  }
}
