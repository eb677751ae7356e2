/**
 * The model of a lesson in a browser: each fact of the page for a setting, and whether it differs from
 * what is printed.
 *
 * @module
 */
import { movedByPage, type MovedMost } from "../../machine/job.ts";
import { xmlText } from "../../text/markup.ts";
import {
  type Lesson,
  type Outcome,
  pageColumns,
  type Setting,
} from "../../workbook/lesson.ts";
import {
  type Given,
  sayTooLarge,
  settingOf,
} from "../../workbook/lesson_options.ts";
import { pageFactsOf } from "../../workbook/page.ts";

/** The most that a page moves by all strategies, one after the other. */
const movedByAll: MovedMost = { bytes: 2 ** 22, pieces: 2 ** 10 };

/** The most that the page of a lesson moves. */
export function movedMostBy({ compares }: Pick<Lesson, "compares">): MovedMost {
  return compares === undefined ? movedByPage : movedByAll;
}

/** What a model found out for a setting. */
export interface Computed {
  readonly setting: Setting;
  readonly outcome: Outcome;
  /** Why the job was counted and not moved, without a full stop. */
  readonly tooLarge?: string | undefined;
  /** The facts of the page that say something else than the printed page. */
  readonly differing: ReadonlySet<string>;
  /** Those of them that cannot be told: what they show is not kept where a job is only counted. */
  readonly untold: ReadonlySet<string>;
}

/** Runs a model again and again, and compares with the page as it was printed. */
export class LiveModel {
  readonly #lesson: Lesson;
  readonly #part: number;
  #printed: Promise<Outcome> | undefined;
  #traced: Promise<ReadonlySet<string>> | undefined;

  /** @param part The part of the lesson that the page is. [from 1] */
  constructor(lesson: Lesson, part = 1) {
    this.#lesson = lesson;
    this.#part = part;
  }

  /**
   * Runs the model.
   *
   * @param bytes A file that stands in the place of a made-up one.
   * @throws {RangeError} If the model has no answer to what was given, in words for a reader.
   */
  async run(given: Given, bytes?: Uint8Array): Promise<Computed> {
    const wanted = this.#settingOf(given, bytes);
    const tooLarge = this.#lesson.sends
      ? sayTooLarge(wanted.job, wanted.movedMost, "This page")
      : undefined;
    const setting = { ...wanted, keepsTrace: tooLarge === undefined };
    const outcome = await this.#lesson.model(setting);
    const untold = tooLarge === undefined
      ? new Set<string>()
      : await (this.#traced ??= this.#findTraced());
    const printed = this.#inFull(await this.printed());
    const differing = new Set(untold);
    for (const [name, text] of this.#inFull(outcome, untold)) {
      if (printed.get(name) !== text) differing.add(name);
    }
    return { setting, outcome, tooLarge, differing, untold };
  }

  /** What the model found out for the page as it is printed. */
  printed(): Promise<Outcome> {
    return this.#printed ??= Promise.resolve(
      this.#lesson.model(this.#settingOf({})),
    );
  }

  /** The facts of the page as Markdown. */
  factsOf(outcome: Outcome, columns: number): Record<string, string> {
    return pageFactsOf(outcome, this.#lesson.claims, this.#part, columns);
  }

  #settingOf(given: Given, bytes?: Uint8Array): Setting {
    return settingOf(this.#lesson, given, {
      bytes,
      keepsTrace: true,
      movedMost: movedMostBy(this.#lesson),
      measuredPrices: refuseMeasured,
    });
  }

  /** Each fact with all that it shows, by its name. @param untold Those that are left out. */
  #inFull(
    outcome: Outcome,
    untold: ReadonlySet<string> = new Set(),
  ): Map<string, string> {
    const told = without(outcome, untold);
    const facts = Object.entries(this.factsOf(told, pageColumns));
    return new Map(facts.map(([name, text]) => {
      const shapes = told.pictures?.[name]?.().shapes ?? [];
      return [name, text + shapes.map(xmlText).join("")];
    }));
  }

  /** Which facts show what happened, event by event: they change as soon as no event is kept. */
  async #findTraced(): Promise<ReadonlySet<string>> {
    const printed = this.#inFull(await this.printed());
    const setting = { ...this.#settingOf({}), keepsTrace: false };
    const outcome = await this.#lesson.model(setting);
    const all = Object.keys(outcome.facts);
    return new Set(all.filter((name) => {
      try {
        const others = new Set(all.filter((one) => one !== name));
        return this.#inFull(outcome, others).get(name) !== printed.get(name);
      } catch {
        return true;
      }
    }));
  }
}

function refuseMeasured(): never {
  throw new RangeError(
    "--cost measured takes prices that the lab has measured: a browser has " +
      "none. In a terminal: deno task lab --calibrate",
  );
}

/** Leaves facts out, with their pictures. */
export function without(
  outcome: Outcome,
  names: ReadonlySet<string>,
): Outcome {
  const kept = <Made>(made: Readonly<Record<string, Made>>) =>
    Object.fromEntries(
      Object.entries(made).filter(([name]) => !names.has(name)),
    );
  return {
    ...outcome,
    facts: kept(outcome.facts),
    ...(outcome.pictures && { pictures: kept(outcome.pictures) }),
    ...(outcome.folded && { folded: kept(outcome.folded) }),
  };
}
