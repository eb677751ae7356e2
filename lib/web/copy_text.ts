/**
 * Copying a text: the button says that it was copied.
 *
 * @module
 */

/** How long a button says so. [ms] */
export const saysForMs = 2000;

/** Copies a text. Where a browser refuses, the text before the button is marked, to be copied by hand. */
export async function copyText(
  button: HTMLElement,
  text: string,
): Promise<void> {
  const words = button.dataset.words ??= button.textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    setTimeout(() => button.textContent = words, saysForMs);
  } catch {
    const { previousElementSibling } = button;
    if (previousElementSibling === null) return;
    getSelection()?.selectAllChildren(previousElementSibling);
  }
}
