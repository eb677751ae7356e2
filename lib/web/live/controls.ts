/**
 * The controls of a lesson in a browser: they say what a reader has set, and show what is set.
 *
 * @module
 */
import { htmlText } from "../../text/markup.ts";
import type { Given, LessonOption } from "../../workbook/lesson_options.ts";
import { valueIn, writeValue } from "../../workbook/option_values.ts";
import type { Address } from "../address.ts";
import { copyText } from "../copy_text.ts";
import { readGiven, sayChoice, stepped, typedValue } from "../given.ts";
import { commandMarkup, onButton } from "./buttons.ts";
import { type OwnFile, takeFiles } from "./own_file.ts";

/** Whoever hears what a reader does. */
export interface ControlsListener {
  /** Values as they are typed; undefined for the usual one. */
  readonly onValues: (
    values: Readonly<Record<string, string | undefined>>,
  ) => void;
  readonly onFile: (file: OwnFile | undefined) => void;
  /** The largest file that is taken. [bytes] */
  readonly mostBytes: number;
  readonly onReset: () => void;
}

/** A field of a form. */
type Field = HTMLInputElement | HTMLSelectElement;

/** The controls that stand in a form. */
export class LiveControls {
  readonly #form: HTMLFormElement;
  readonly #options: readonly LessonOption[];
  readonly #listener: ControlsListener;
  /** What stands at the field for a file as long as none is sent. */
  #fileWords: string | undefined;

  constructor(
    form: HTMLFormElement,
    options: readonly LessonOption[],
    listener: ControlsListener,
  ) {
    this.#form = form;
    this.#options = options;
    this.#listener = listener;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", ({ target }) => this.#take(target));
    form.addEventListener("keydown", (event) => this.#press(event));
    onButton(form, (does, button) => this.#do(does, button));
    if (this.#field("file") === undefined) return;
    takeFiles(form, {
      mostBytes: listener.mostBytes,
      onFile: (file) => this.#takeFile(file),
      onRefused: (says) => this.#refuse("file", says),
    });
  }

  /** Takes what was set before anybody heard it. */
  takeAll(): void {
    for (const { name } of this.#options) {
      const field = this.#field(name);
      if (field === undefined) continue;
      if (field.value !== this.#usualText(field)) this.#take(field);
      if (field instanceof HTMLInputElement && field.files?.length) {
        field.dispatchEvent(new Event("change", { bubbles: true }));
      }
    }
  }

  /** Shows what is set: in a field that a reader is typing into, only what is refused. */
  show(
    given: Given,
    refused: Readonly<Record<string, string>>,
    file: OwnFile | undefined,
  ): void {
    for (const option of this.#options) {
      const { name, kind, value: usual } = option;
      const field = this.#field(name);
      if (field === undefined || kind === "path") continue;
      this.#refuse(name, refused[name] ?? "");
      if (field === document.activeElement && kind !== "choice") continue;
      const typed = typedValue(option, given[name]);
      if (refused[name] === undefined) {
        field.value = typed ??
          (typeof usual === "number" || kind === "choice"
            ? this.#usualText(field)
            : "");
      }
      const says = sayChoice(name, field.value);
      const words = field.labels?.[0]?.querySelector("span");
      if (says !== undefined && words) words.textContent = says;
    }
    this.#showFile(file);
  }

  /** Shows the command that does the same. */
  showCommand(command: string): void {
    const code = this.#form.querySelector(".live-command code");
    if (code === null) return;
    code.innerHTML = commandMarkup(command).map(htmlText).join("");
  }

  /** Shows a line for all controls; none, if it is empty. */
  showNote(says: string): void {
    const note = this.#form.querySelector(".live-note");
    if (note !== null) note.textContent = says;
    if (says !== "") this.#unfold();
  }

  #field(name: string): Field | undefined {
    const found = this.#form.elements.namedItem(name);
    return found instanceof HTMLInputElement ||
        found instanceof HTMLSelectElement
      ? found
      : undefined;
  }

  /** What stands in a field if nobody has touched it. */
  #usualText(field: Field): string {
    if (field instanceof HTMLInputElement) return field.defaultValue;
    const usual = [...field.options].find((one) => one.defaultSelected);
    return usual?.value ?? "";
  }

  /** Takes what was typed or chosen; what is refused changes nothing. */
  #take(target: EventTarget | null): void {
    const option = this.#options.find(({ name }) =>
      target === this.#field(name)
    );
    if (option === undefined || option.kind === "path") return;
    const { name } = option;
    const text = this.#field(name)!.value.trim();
    const typed: Address = text === "" ? {} : { [name]: text };
    const { given, refused } = readGiven([option], typed);
    this.#refuse(name, refused[name] ?? "");
    if (refused[name] !== undefined) return;
    this.#listener.onValues({ [name]: typedValue(option, given[name]) });
  }

  /** Says at a field why something was refused; nothing, if it was not. */
  #refuse(name: string, says: string): void {
    const field = this.#field(name);
    const line = this.#form.querySelector(`#live-${name}-refused`);
    if (line !== null && line.textContent !== says) line.textContent = says;
    field?.toggleAttribute("aria-invalid", says !== "");
    if (says !== "") this.#unfold();
  }

  /** Shows the controls: what is said there must be seen. */
  #unfold(): void {
    const fold = this.#form.querySelector("details");
    if (fold !== null) fold.open = true;
  }

  /** Takes another file, or none any more: what was said of the last one is past. */
  #takeFile(file: OwnFile | undefined): void {
    this.#refuse("file", "");
    this.#listener.onFile(file);
  }

  #press(event: KeyboardEvent): void {
    const { key, target, altKey, ctrlKey, metaKey } = event;
    const by = { ArrowUp: 1, ArrowDown: -1 }[key];
    const isInput = target instanceof HTMLInputElement &&
      target.type !== "file";
    if (by === undefined || !isInput || altKey || ctrlKey || metaKey) return;
    event.preventDefault();
    this.#step(target.name, by);
  }

  /** Takes the next value, up or down. */
  #step(name: string, by: number): void {
    const option = this.#options.find((one) => one.name === name);
    const field = this.#field(name);
    if (option === undefined || field === undefined || field.disabled) return;
    const from = valueIn(option, field.value.trim()) ?? this.#wholeFile();
    const next = stepped(option, Number(from), by);
    field.value = writeValue(option, next);
    this.#take(field);
  }

  /** The size of what is sent: where the usual value is the whole file. [bytes] */
  #wholeFile(): number {
    const size = this.#options.find(({ name }) => name === "size");
    const text = this.#field("size")?.value ?? "";
    return Number(size === undefined ? 0 : valueIn(size, text) ?? size.value);
  }

  /** Does what a button is for. */
  #do(does: string, button: HTMLElement): void {
    const name = button.closest<HTMLElement>("[data-option]")?.dataset.option;
    switch (does) {
      case "less":
        return this.#step(name ?? "", -1);
      case "more":
        return this.#step(name ?? "", 1);
      case "copy": {
        const code = this.#form.querySelector(".live-command code");
        return void copyText(button, code?.textContent ?? "");
      }
      case "unfile":
        return this.#takeFile(undefined);
      case "reset":
        this.#refuse("file", "");
        return this.#listener.onReset();
    }
  }

  /** Shows which file is sent. */
  #showFile(file: OwnFile | undefined): void {
    const input = this.#field("file");
    const size = this.#field("size");
    if (!(input instanceof HTMLInputElement) || size === undefined) return;
    // A file that is just being read stays chosen.
    if (file === undefined && size.disabled) input.value = "";
    this.#form.toggleAttribute("data-file", file !== undefined);
    size.disabled = file !== undefined;
    if (file !== undefined) size.value = String(file.bytes.length);
    const words = input.labels?.[0]?.querySelector("span");
    if (!words) return;
    this.#fileWords ??= words.textContent;
    words.textContent = file?.name ?? this.#fileWords;
  }
}
