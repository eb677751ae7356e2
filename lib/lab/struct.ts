/**
 * Structs of C as bytes, the lowest byte of a number first: x86-64 and aarch64 both have it so.
 *
 * @module
 */

/** Numbers of 16 bits, one after the other. */
export function u16(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Uint16Array(numbers).buffer);
}

/** Numbers of 32 bits, one after the other. */
export function u32(...numbers: readonly number[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new Uint32Array(numbers).buffer);
}

/** Puts parts one after the other. */
export function join(
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(
    parts.reduce((sum, part) => sum + part.length, 0),
  );
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** Fills up with zeros. @param bytes The size that is wanted. [bytes] */
export function pad(part: Uint8Array, bytes: number): Uint8Array<ArrayBuffer> {
  if (part.length > bytes) {
    throw new RangeError(`${part.length} bytes do not fit into ${bytes}`);
  }
  return join(part, new Uint8Array(bytes - part.length));
}

/** The address of bytes, for a struct that points to them. They must be in use until the call. */
export function addressOf(bytes: Uint8Array<ArrayBuffer>): bigint {
  return BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes)));
}
