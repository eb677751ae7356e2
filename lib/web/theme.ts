/**
 * The theme: that of the system, unless a reader has chosen one. It is remembered where that may be.
 *
 * @module
 */

const themes = ["system", "light", "dark"] as const;

/** Offers the themes, in the place that the page has for them. */
export function offerThemes(): void {
  const root = document.documentElement;
  const place = document.getElementById("theme");
  if (place === null) return;
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", "Theme");
  const buttons = themes.map((theme) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = theme[0]!.toUpperCase() + theme.slice(1);
    button.onclick = (): void => {
      if (theme === "system") delete root.dataset.theme;
      else root.dataset.theme = theme;
      remember(theme);
      mark();
    };
    return button;
  });
  const mark = (): void => {
    const shown = root.dataset.theme ?? "system";
    for (const [i, button] of buttons.entries()) {
      button.setAttribute("aria-pressed", String(themes[i] === shown));
    }
  };
  place.append(...buttons);
  mark();
}

/** Remembers a choice. A browser may forbid it, above all for pages from the disk. */
function remember(theme: typeof themes[number]): void {
  try {
    if (theme === "system") localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // Then the choice holds for this page.
  }
}
