/**
 * The controls of a lesson, as they stand on its page before any script: one for each option.
 *
 * @module
 */
import { type Element, element, type Markup } from "../../text/markup.ts";
import { nicWords } from "../../machine/job.ts";
import type { Lesson } from "../../workbook/lesson.ts";
import {
  type LessonOption,
  settingOptions,
} from "../../workbook/lesson_options.ts";
import { typedSize } from "../../workbook/option_values.ts";
import { commandFor } from "./given.ts";

/** An option that has words. */
type Told = LessonOption & { readonly says: string };

/** Whether there is anything on the page of a lesson that a reader can change. */
export function isLive(lesson: Lesson): boolean {
  return settingOptions(lesson).length > 0;
}

/**
 * Draws the controls.
 *
 * @param number Which lesson. [from 1]
 */
export function liveForm(lesson: Lesson, number: number): Markup {
  const options = settingOptions(lesson);
  const takesFile = options.some(({ kind }) => kind === "path");
  return element(
    "form",
    { class: "live", "aria-label": "The model of this page" },
    element(
      "p",
      { class: "live-lead" },
      element("strong", {}, "Change the model."),
      " All that it shows on this page is computed anew, in this browser" +
        (takesFile ? ": your own file, too, and it stays here." : "."),
    ),
    element("div", { class: "live-fields" }, ...options.map(drawField)),
    element("p", { class: "live-note", role: "status" }),
    element(
      "p",
      { class: "live-command" },
      element("span", {}, "The same in a terminal: "),
      element("code", {}, commandFor(number, options, { given: {} })),
      button("copy", "Copy"),
    ),
    element(
      "div",
      { class: "live-bar", hidden: true },
      element("span", { class: "live-count", role: "status" }),
      element(
        "span",
        { class: "live-turn" },
        button("previous", "‹", "The place before that differs"),
        button("next", "›", "The next place that differs"),
        button("reset", "Reset"),
      ),
    ),
  );
}

function button(does: string, words: string, says?: string): Markup {
  const attributes = { type: "button", "data-do": does, "aria-label": says };
  return element("button", attributes, words);
}

/** Draws the control of an option, with its words and a line for what is refused. */
function drawField(option: Told): Markup {
  const { name } = option;
  const says = wordsOf(option);
  return element(
    "div",
    { class: "live-field", "data-option": name },
    element(
      "label",
      { for: idOf(name) },
      element("b", {}, name),
      ...says === "" ? [] : [element("span", {}, says)],
    ),
    drawControl(option),
    element("span", {
      class: "live-refused",
      id: `${idOf(name)}-refused`,
      role: "status",
    }),
  );
}

function idOf(name: string): string {
  return `live-${name}`;
}

/** What an option is, in the words of the help, without the values: the control shows them. */
function wordsOf({ says, kind, range }: Told): string {
  const words = says.replace(/(:|, as in) .*$/, "").replace("%", "");
  const ends = kind === "number" ? ` (${range?.join(" to ")})` : "";
  return words + ends;
}

function drawControl(option: Told): Markup {
  const { name, kind } = option;
  const own = {
    id: idOf(name),
    name,
    "aria-describedby": `${idOf(name)}-refused`,
  };
  switch (kind) {
    case "path":
      return element(
        "span",
        { class: "live-file" },
        element("input", { ...own, type: "file" }),
        button("unfile", "Without it", "Send a made-up file again"),
      );
    case "choice":
      return element("select", own, ...drawChoices(option));
    default:
      return drawStepped(option, own);
  }
}

/** Draws what can be chosen: where nothing is usual, nothing may be chosen. */
function drawChoices({ name, value, choices = [] }: Told): Markup[] {
  const none = value === undefined
    ? [element("option", { value: "" }, "all")]
    : [];
  return [
    ...none,
    ...choices.map((choice) =>
      element(
        "option",
        { value: choice, selected: choice === value },
        sayChoice(name, choice),
      )
    ),
  ];
}

/** Draws a field for a size or a number, with a step down and a step up. */
function drawStepped(option: Told, own: Element["attributes"]): Markup {
  const { name, kind } = option;
  const [less, more] = kind === "size"
    ? ["half of it", "twice as much"]
    : ["one less", "one more"];
  const field = element("input", {
    ...own,
    inputmode: kind === "number" ? "numeric" : undefined,
    autocomplete: "off",
    spellcheck: "false",
    size: 9,
    ...usualOf(option),
  });
  return element(
    "span",
    { class: "live-stepped" },
    button("less", "−", `${name}: ${less}`),
    field,
    button("more", "+", `${name}: ${more}`),
  );
}

/** What stands in a field that nobody has touched. */
function usualOf({ kind, value }: Told): Record<string, string> {
  if (typeof value !== "number") return { placeholder: value ?? "" };
  return { value: kind === "size" ? typedSize(value) : String(value) };
}

/** A choice; for a NIC, with what it can do. */
function sayChoice(name: string, choice: string): string {
  const { can } = name === "nic" && Object.hasOwn(nicWords, choice)
    ? nicWords[choice as keyof typeof nicWords]
    : { can: "" };
  return can === "" ? choice : `${choice}: ${can}`;
}
