/**
 * A button that copies a link, and says so.
 *
 * @module
 */
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { useCopied } from "./use_copied.ts";

/** Copies a link. Where a browser refuses, it shows the link, marked, to be copied by hand. */
export function CopyLink(
  { link }: { readonly link: () => string },
): JSX.Element {
  const [refused, setRefused] = useState("");
  const [isCopied, copy] = useCopied();
  async function copyLink(): Promise<void> {
    const text = link();
    setRefused(await copy(text) ? "" : text);
  }
  return (
    <span class="copy-link">
      <button type="button" onClick={copyLink}>
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
