/**
 * The moment at which bytes were copied, told by which of them were received as they had been.
 *
 * @module
 */

/** When bytes are copied, so that a change after it is not seen: or never before they are read. */
export type Moment = "call" | "transmit" | "read";

/** Where the bytes were when the file was changed, and which of them were received. */
export interface Arrivals {
  /** In the receiver's socket just before, not read. [bytes] */
  readonly arrivedBytes: number;
  /** In the sender's socket just before, not acknowledged: sent or not. [bytes] */
  readonly unacknowledgedBytes: number;
  /** In the sender's socket just after, not transmitted. [bytes] */
  readonly unsentBytes: number;
  /** Received as they had been, up to the first that was not. [bytes] */
  readonly oldBytes: number;
  /** Received after those, as they were changed to. [bytes] */
  readonly newBytes: number;
}

/** What is sent to a receiver that does not read: the least that a socket may hold is more. [bytes] */
export const momentBytes = 2 ** 17;

/** Counts the old bytes at the beginning, and the new ones that follow. */
export function countChanged(
  received: Uint8Array,
  oldByte: number,
  newByte: number,
): Pick<Arrivals, "oldBytes" | "newBytes"> {
  const end = received.findIndex((byte) => byte !== oldByte);
  const oldBytes = end < 0 ? received.length : end;
  const rest = received.subarray(oldBytes);
  const other = rest.findIndex((byte) => byte !== newByte);
  return { oldBytes, newBytes: other < 0 ? rest.length : other };
}

/** Says which moment explains what was received, or nothing if none does. */
export function momentOf(
  { arrivedBytes, unsentBytes, oldBytes, newBytes }: Arrivals,
): Moment | null {
  if (oldBytes + newBytes !== momentBytes) return null;
  // Where nothing waits on one side, two moments look alike.
  if (newBytes === 0) return unsentBytes > 0 ? "call" : null;
  if (arrivedBytes === 0 || unsentBytes === 0) return null;
  if (oldBytes === 0) return "read";
  // A packet that went out while the file was changed may hold either.
  const transmittedBytes = momentBytes - unsentBytes;
  return arrivedBytes <= oldBytes && oldBytes <= transmittedBytes
    ? "transmit"
    : null;
}
