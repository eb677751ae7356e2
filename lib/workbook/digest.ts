/**
 * The digest of bytes: how a run shows that the very bytes of the file arrived.
 *
 * @module
 */

/**
 * Computes the SHA-256 of some bytes, or of a text in UTF-8.
 *
 * @returns 64 hexadecimal digits.
 * @see FIPS 180-4
 */
export async function sha256(
  content: string | Uint8Array<ArrayBuffer>,
): Promise<string> {
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(digest).toHex();
}
