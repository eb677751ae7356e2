/**
 * The controls of a lesson, as they stand on its page before any script: one for each option.
 *
 * @module
 */
import { type Element, element, type Markup } from "../../text/markup.ts";
import type { Lesson } from "../../workbook/lesson.ts";
import {
  settingOptions,
  type ToldOption,
} from "../../workbook/lesson_options.ts";
import { writeValue } from "../../workbook/option_values.ts";
import { commandFor, sayChoice } from "../given.ts";
import { drawButton, drawCommand } from "./buttons.ts";

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
  return element(
    "form",
    {
      class: "live",
      "aria-label": "The model of this page",
      // What a browser remembers of a form is not what the address says.
      autocomplete: "off",
    },
    element(
      // Folded: whoever comes to read begins with the text.
      "details",
      {},
      drawSummary(options),
      element("p", {}, lead),
      element("div", { class: "live-fields" }, ...options.map(drawField)),
      element("p", { class: "live-note", role: "status" }),
      drawCommand(commandFor(number, options, { given: {} })),
    ),
    drawBar(),
  );
}

/** Draws what says how many places differ, and leads to them. */
function drawBar(): Markup {
  return element(
    "div",
    { class: "live-bar", hidden: true },
    element("span", { class: "live-count", role: "status" }),
    element(
      "span",
      { class: "live-turn" },
      drawButton("previous", "‹", "The place before that differs"),
      drawButton("next", "›", "The next place that differs"),
      drawButton("controls", "Change", "To the controls"),
      drawButton("reset", "Reset"),
    ),
  );
}

const lead = "All that the model shows on this page is then computed anew, " +
  "here in your browser. Nothing is sent anywhere.";

/** Says what can be changed: it is all that is seen where the controls are folded. */
function drawSummary(options: readonly ToldOption[]): Markup {
  const names = options.map(({ name }) => name).join(", ");
  return element(
    "summary",
    {},
    "Change the model",
    element("span", {}, names),
  );
}

/** Draws the control of an option, with its words and a line for what is refused. */
function drawField(option: ToldOption): Markup {
  const { name } = option;
  return element(
    "div",
    { class: "live-field", "data-option": name },
    element(
      "label",
      { for: idOf(name) },
      element("b", {}, name),
      element("span", {}, wordsOf(option)),
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
function wordsOf({ name, says, kind, range, value }: ToldOption): string {
  const choice = sayChoice(name, String(value));
  if (choice !== undefined) return choice;
  const ends = kind === "number"
    ? ` (${range?.join(" to ")})`
    : kind === "path"
    ? ", or drop one on this page"
    : "";
  return says.replace(/(:|, as in) .*$/, "") + ends;
}

function drawControl(option: ToldOption): Markup {
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
        drawButton("unfile", "×", "Send a made-up file again"),
      );
    case "choice":
      return element("select", own, ...drawChoices(option));
    default:
      return drawStepped(option, own);
  }
}

/** Draws what can be chosen: where nothing is usual, nothing may be chosen. */
function drawChoices({ value, choices = [] }: ToldOption): Markup[] {
  const none = value === undefined
    ? [element("option", { value: "" }, "all")]
    : [];
  return [
    ...none,
    ...choices.map((choice) =>
      element(
        "option",
        { value: choice, selected: choice === value },
        choice,
      )
    ),
  ];
}

/** Draws a field for a size or a number, with a step down and a step up. */
function drawStepped(option: ToldOption, own: Element["attributes"]): Markup {
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
    drawButton("less", "−", `${name}: ${less}`),
    field,
    drawButton("more", "+", `${name}: ${more}`),
  );
}

/** What stands in a field that nobody has touched. */
function usualOf(option: ToldOption): Record<string, string> {
  const { value } = option;
  return typeof value === "number"
    ? { value: writeValue(option, value) }
    : { placeholder: value ?? "" };
}
