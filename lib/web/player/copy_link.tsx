/**
 * A button that copies a link, and says so.
 *
 * @module
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";

/** How long it says that it has copied. [ms] */
const saysForMs = 2000;

/** Copies a link. Where a browser refuses, it shows the link, marked, to be copied by hand. */
export function CopyLink(
  { link }: { readonly link: () => string },
): JSX.Element {
  const [refused, setRefused] = useState("");
  const [isCopied, setIsCopied] = useState(false);
  async function copy(): Promise<void> {
    const text = link();
    try {
      await navigator.clipboard.writeText(text);
      setRefused("");
      setIsCopied(true);
      setTimeout(() => setIsCopied(false), saysForMs);
    } catch {
      setRefused(text);
    }
  }
  return (
    <span class="copy-link">
      <button type="button" onClick={copy}>
        {isCopied ? "Copied" : "Copy link"}
      </button>
      <span class="for-ears" role="status">{isCopied && "Link copied"}</span>
      {refused !== "" && (
        <input
          aria-label="The link, to be copied"
          readOnly
          value={refused}
          ref={(input) => input?.select()}
        />
      )}
    </span>
  );
}
