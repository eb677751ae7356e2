/**
 * The fingerprint of bytes: how a run shows that the very bytes of the file arrived.
 *
 * @module
 */

/**
 * Computes the SHA-256 of some bytes.
 *
 * @returns 64 hexadecimal digits.
 * @see FIPS 180-4
 */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(digest).toHex();
}
