/**
 * A lesson's page that computes: what a reader sets is in the address, and what the address says is
 * what the page shows.
 *
 * @module
 */
import { htmlText } from "../../text/markup.ts";
import {
  type Lesson,
  type Outcome,
  pageColumns,
  slimColumns,
} from "../../workbook/lesson.ts";
import {
  type Given,
  type LessonOption,
  settingOptions,
} from "../../workbook/lesson_options.ts";
import { pictureAt } from "../../workbook/page.ts";
import type { AddressStore } from "../address_store.ts";
import { pictureMarkup } from "../picture_markup.ts";
import { LiveControls } from "./controls.ts";
import { DifferenceBar } from "./difference_bar.ts";
import { blockMarkup, untoldMarkup, wordsMarkup } from "./fact_markup.ts";
import { FactPlaces } from "./fact_places.ts";
import { commandFor, type ReadGiven, readGiven } from "../given.ts";
import {
  type Computed,
  LiveModel,
  movedMostBy,
  without,
} from "./live_model.ts";
import type { OwnFile } from "./own_file.ts";

/** What a page is made of. */
export interface LivePageParts {
  readonly main: HTMLElement;
  readonly lesson: Lesson;
  /** Which lesson, and which part of it. [both from 1] */
  readonly number: number;
  readonly part: number;
  readonly store: AddressStore;
  /** Hears of each new setting; of none, when the page is as it was printed. */
  readonly onComputed: (computed: Computed | undefined) => void;
}

/** How long a reader rests before anything is computed. [ms] */
const restMs = 120;

/** Makes a page compute. */
export class LivePage {
  readonly #parts: LivePageParts;
  readonly #options: readonly LessonOption[];
  readonly #model: LiveModel;
  readonly #places: FactPlaces<Node, HTMLElement>;
  readonly #controls: LiveControls;
  readonly #bar: DifferenceBar;
  #file: OwnFile | undefined;
  #timer = 0;
  /** Counts the runs: what an older one finds out is not shown. */
  #turn = 0;
  /** What was computed last, as the command that does the same. */
  #shown: string;
  #shownFile: OwnFile | undefined;

  constructor(parts: LivePageParts, form: HTMLFormElement) {
    const { main, lesson, number, part, store } = parts;
    this.#parts = parts;
    this.#options = settingOptions(lesson);
    this.#model = new LiveModel(lesson, part);
    this.#places = new FactPlaces(
      main.querySelectorAll<HTMLElement>("[data-fact]"),
    );
    this.#shown = commandFor(number, this.#options, { given: {} });
    this.#controls = new LiveControls(form, this.#options, {
      onValues: (values) => store.set(values),
      onFile: (file) => {
        this.#file = file;
        this.#look();
      },
      mostBytes: movedMostBy(lesson).bytes,
      onReset: () => this.#reset(),
    });
    this.#bar = new DifferenceBar(form);
    this.#controls.takeAll();
    store.subscribe(() => this.#look());
    this.#look();
    if (this.#timer === 0) parts.onComputed(undefined);
  }

  /** Looks what the address says, and computes it if it says something else than what is shown. */
  #look(): void {
    const { given, refused } = this.#read();
    this.#controls.show(given, refused, this.#file);
    const command = this.#showCommand(given);
    if (command === this.#shown && this.#file === this.#shownFile) return;
    this.#shown = command;
    this.#shownFile = this.#file;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#compute(), restMs);
  }

  /** Brings the printed page back. */
  #reset(): void {
    this.#file = undefined;
    const names = this.#options.map(({ name }) => [name, undefined]);
    this.#parts.store.set(Object.fromEntries(names));
    this.#look();
    clearTimeout(this.#timer);
    this.#compute();
  }

  async #compute(): Promise<void> {
    const turn = ++this.#turn;
    const { onComputed } = this.#parts;
    const { given } = this.#read();
    if (Object.keys(given).length === 0 && this.#file === undefined) {
      return this.#showPrinted("");
    }
    try {
      const computed = await this.#model.run(given, this.#file?.bytes);
      const printed = await this.#model.printed();
      if (turn !== this.#turn) return;
      this.#show(computed, printed);
      onComputed(computed);
    } catch (error) {
      if (turn !== this.#turn) return;
      if (!(error instanceof RangeError)) throw error;
      this.#showPrinted(error.message);
    }
  }

  /** Shows the page as it was printed, and why, if that is not what was set. */
  #showPrinted(note: string): void {
    this.#places.reset();
    this.#bar.show(undefined);
    this.#controls.showNote(note);
    this.#parts.onComputed(undefined);
  }

  /** Shows what was found out, wherever it differs from what is printed. */
  #show(computed: Computed, printed: Outcome): void {
    const { main } = this.#parts;
    const { outcome, untold, differing, tooLarge, setting } = computed;
    const columns = columnsOf(main);
    const now = this.#model.factsOf(without(outcome, untold), columns);
    const before = this.#model.factsOf(printed, columns);
    const look = {
      link: (address: string) => address,
      picture: (address: string) =>
        pictureMarkup(outcome.pictures![pictureAt(address)]!()),
    };
    const isOpen = openFolds(main);
    this.#places.show(differing, (name, { tagName }) => {
      if (untold.has(name)) return htmlText(untoldMarkup);
      const texts = { now: now[name]!, printed: before[name]! };
      const isWords = tagName === "SPAN";
      const markup = isWords
        ? wordsMarkup(texts, look)
        : blockMarkup(texts, look);
      return markup.map(htmlText).join("");
    });
    for (const fold of foldsIn(main)) {
      if (isOpen.has(nameOfFold(fold))) fold.open = true;
    }
    this.#controls.showNote(tooLarge === undefined ? "" : `${tooLarge}.`);
    this.#bar.show(this.#places.differing);
    if (!setting.keepsTrace) this.#showCommand(this.#read().given, true);
  }

  #read(): ReadGiven {
    return readGiven(this.#options, this.#parts.store.get());
  }

  /** Shows the command that does the same, and returns it. */
  #showCommand(given: Given, isCounted = false): string {
    const fileName = this.#file?.name;
    const said = { given, fileName, isCounted };
    const command = commandFor(this.#parts.number, this.#options, said);
    this.#controls.showCommand(command);
    return command;
  }
}

/** What a reader has unfolded, by the facts that it is of: it stays in sight. */
function openFolds(main: HTMLElement): ReadonlySet<string | undefined> {
  return new Set(foldsIn(main).filter(({ open }) => open).map(nameOfFold));
}

function foldsIn(main: HTMLElement): HTMLDetailsElement[] {
  return [...main.querySelectorAll<HTMLDetailsElement>("[data-fact] details")];
}

function nameOfFold(fold: HTMLElement): string | undefined {
  return fold.closest<HTMLElement>("[data-fact]")?.dataset.fact;
}

/** How many columns the blocks of a page have room for: not more than on the printed page. */
function columnsOf(main: HTMLElement): number {
  const block = [...main.querySelectorAll<HTMLElement>("pre.text")]
    .find(({ clientWidth }) => clientWidth > 0);
  if (block === undefined) return pageColumns;
  const ruler = document.createElement("span");
  ruler.textContent = "0".repeat(slimColumns);
  (block.querySelector("code") ?? block).append(ruler);
  const columnPx = ruler.getBoundingClientRect().width / slimColumns;
  ruler.remove();
  const { paddingLeft, paddingRight } = getComputedStyle(block);
  const roomPx = block.clientWidth - parseFloat(paddingLeft) -
    parseFloat(paddingRight);
  const columns = Math.floor(roomPx / columnPx);
  return Math.max(slimColumns, Math.min(pageColumns, columns));
}
