/**
 * Buttons that say what they do in `data-do`: drawn before any script, and heard by one listener.
 *
 * @module
 */
import { element, type Markup } from "../../text/markup.ts";

/** Draws a button. @param says What it is for whoever does not see it, if its words do not say it. */
export function drawButton(does: string, words: string, says?: string): Markup {
  const attributes = { type: "button", "data-do": does, "aria-label": says };
  return element("button", attributes, words);
}

/** The button that was pressed; nothing, if it was none of these. */
export function buttonOf({ target }: Event): HTMLElement | undefined {
  const button = target instanceof Element && target.closest("[data-do]");
  return button instanceof HTMLElement ? button : undefined;
}

/** Hears the buttons in a place. */
export function onButton(
  place: HTMLElement,
  act: (does: string, button: HTMLElement) => void,
): void {
  place.addEventListener("click", (event) => {
    const button = buttonOf(event);
    if (button !== undefined) act(button.dataset.do!, button);
  });
}

/** Draws a command that does the same as a page, and a button that copies it. */
export function drawCommand(command: string): Markup {
  return element(
    "p",
    { class: "live-command" },
    element("span", {}, "The same in a terminal:"),
    element("code", {}, ...commandMarkup(command)),
    drawButton("copy", "Copy"),
  );
}

/** Shows a command: an option and its value stay on one line, where there is room. */
export function commandMarkup(command: string): Markup[] {
  return command.split(/ (?=--)/).flatMap((part, i) => [
    ...i === 0 ? [] : [" "],
    element("span", {}, part),
  ]);
}
