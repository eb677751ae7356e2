import { assert, assertEquals } from "@std/assert";
import {
  type Element,
  htmlText,
  type Markup,
} from "../../../lib/text/markup.ts";
import { isLive, liveForm } from "../../../lib/web/live/live_form.ts";
import { settingOptions } from "../../../lib/workbook/lesson_options.ts";
import { valueIn } from "../../../lib/workbook/option_values.ts";
import { liveLessons } from "./lessons.ts";

/** All elements of a tree, from the top. */
function elementsIn(markup: Markup): Element[] {
  if (typeof markup === "string") return [];
  return [markup, ...markup.children.flatMap(elementsIn)];
}

Deno.test("each option of a lesson has its control, with its label and its usual value", () => {
  for (const [number, lesson] of liveLessons) {
    assert(isLive(lesson), String(number));
    const all = elementsIn(liveForm(lesson, number));
    for (const option of settingOptions(lesson)) {
      const { name, kind, choices, value } = option;
      const control = all.find(({ attributes }) => attributes.name === name)!;
      const { id } = control.attributes;
      assert(all.some(({ attributes }) => attributes.for === id), name);
      const typed = control.attributes.value;
      if (kind === "choice") {
        const values = control.children.map((one) =>
          typeof one === "string" ? one : one.attributes.value
        );
        const none = value === undefined ? [""] : [];
        assertEquals(values, [...none, ...choices!], name);
      } else if (typeof value === "number") {
        assertEquals(valueIn(option, String(typed)), value, name);
      }
    }
  }
});

Deno.test("no two controls have one id, and no word of the help is left half", () => {
  for (const [number, lesson] of liveLessons) {
    const form = liveForm(lesson, number);
    const ids = elementsIn(form).flatMap(({ attributes: { id } }) => id ?? []);
    assertEquals(new Set(ids).size, ids.length);
    assert(
      !/[%:] *</.test(htmlText(form).replace("terminal:<", "")),
      htmlText(form),
    );
  }
});
