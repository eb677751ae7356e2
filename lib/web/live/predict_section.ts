/**
 * The question of a page in a browser: asked, judged, and asked anew.
 *
 * @module
 */
import { htmlText } from "../../text/markup.ts";
import { freshSeed } from "../../workbook/dice.ts";
import {
  type Problem,
  type Roll,
  rollProblem,
} from "../../workbook/prediction.ts";
import type { AddressStore } from "../address_store.ts";
import { copyText } from "../copy_text.ts";
import { onButton } from "./buttons.ts";
import {
  judgeTyped,
  predictCommand,
  predictForm,
  readSeed,
  sayScore,
  thousandsApart,
} from "./predict_form.ts";

/** What a question is made of. */
export interface PredictParts {
  readonly roll: Roll;
  /** Which lesson. [from 1] */
  readonly lesson: number;
  readonly store: AddressStore;
  /** Under which name the seed is in the address. */
  readonly seedName: string;
}

/** Asks questions in a place of the page, one at a time. */
export class PredictSection {
  readonly #place: HTMLElement;
  readonly #parts: PredictParts;
  #problem: Problem | undefined;

  constructor(place: HTMLElement, parts: PredictParts) {
    this.#place = place;
    this.#parts = parts;
    place.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#check();
    });
    onButton(place, (does, button) => this.#do(does, button));
    parts.store.subscribe(() => this.#look());
    this.#look();
  }

  /** Asks what the address says. */
  #look(): void {
    const { roll, lesson, store, seedName } = this.#parts;
    const { seed, refused } = readSeed(store.get()[seedName]);
    if (this.#problem?.seed === seed) return;
    this.#problem = rollProblem(roll, { lesson, seed });
    this.#place.innerHTML = predictForm(this.#problem, refused)
      .map(htmlText).join("");
  }

  #do(does: string, button: HTMLElement): void {
    const { store, seedName } = this.#parts;
    switch (does) {
      case "another": {
        store.set({ [seedName]: String(freshSeed()) });
        return this.#place.querySelector<HTMLElement>("[name=blank1]")?.focus();
      }
      case "answers":
        return this.#answer();
      case "copy":
        return void copyText(button, predictCommand(this.#problem!));
    }
  }

  /** Judges what was typed. */
  #check(): void {
    const { seed, blanks } = this.#problem!;
    // The link to the page leads to this question from now on.
    const { store, seedName } = this.#parts;
    store.set({ [seedName]: String(seed) });
    const judged = blanks.map((blank, i) =>
      judgeTyped(blank, this.#field(i).value, i + 1)
    );
    for (const [i, one] of judged.entries()) {
      this.#say(i, one?.says ?? "", one?.isRight);
    }
    this.#score(sayScore(judged));
  }

  /** Writes the answers into the blanks, each with its reason. */
  #answer(): void {
    for (const [i, { answer, explains }] of this.#problem!.blanks.entries()) {
      this.#field(i).value = String(answer);
      this.#say(i, thousandsApart(`It is ${answer}. ${explains}`));
    }
    this.#score("");
  }

  #score(says: string): void {
    this.#place.querySelector(".predict-score")!.textContent = says;
  }

  #field(at: number): HTMLInputElement | HTMLSelectElement {
    return this.#place.querySelector(`#predict-${at + 1}`)!;
  }

  #say(at: number, says: string, isRight?: boolean): void {
    const line = this.#place.querySelector<HTMLElement>(
      `#predict-${at + 1}-says`,
    )!;
    line.textContent = says;
    line.dataset.is = isRight === undefined ? "" : isRight ? "right" : "wrong";
  }
}
