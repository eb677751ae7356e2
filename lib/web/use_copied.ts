/**
 * Copying a text, for what preact shows: it is known for a while that it was copied.
 *
 * @module
 */
import { useState } from "preact/hooks";
import { saysForMs } from "./copy_text.ts";

/** Tells whether something has just been copied, and copies. @returns Whether the browser let it. */
export function useCopied(): [
  isCopied: boolean,
  copy: (text: string) => Promise<boolean>,
] {
  const [isCopied, setIsCopied] = useState(false);
  async function copy(text: string): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      return false;
    }
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), saysForMs);
    return true;
  }
  return [isCopied, copy];
}
