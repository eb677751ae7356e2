/**
 * The network card and the client at the other end of the wire.
 *
 * What counts is what arrives: a run is judged by `received`, never by what it meant to send.
 * Model, not Linux: no packets, headers, loss or acknowledgement; the wire takes no time.
 *
 * @module
 */
import { Fault } from "./fault.ts";
import type { NicAbility } from "./job.ts";

const lacking = {
  "no-gather": "a NIC without scatter-gather",
  "no-checksum": "a NIC that adds no checksums",
};

/** One card. */
export class Nic {
  readonly #ability: NicAbility;
  #received: Uint8Array<ArrayBuffer>;
  #receivedBytes = 0;

  /**
   * @param ability What it can do by itself.
   * @param expectedBytes How much will probably arrive. [bytes]
   */
  constructor(ability: NicAbility, expectedBytes: number) {
    this.#ability = ability;
    this.#received = new Uint8Array(expectedBytes);
  }

  /**
   * Refuses pages that are only referred to, unless it gathers and adds checksums. Without the one
   * it cannot collect them; without the other it would send a sum that nobody has made, and the
   * client would drop the packet.
   *
   * @throws {Fault} If it lacks an ability.
   * @see Linux v6.18 net/core/skbuff.c skb_segment(): NETIF_F_SG and checksums, at transmit
   */
  requireAbilities(): void {
    if (this.#ability === "gather") return;
    throw new Fault(
      `${lacking[this.#ability]} must get its bytes in the socket buffer`,
      "the socket buffer holds only descriptors of pages elsewhere",
    );
  }

  /** Sends bytes to the client. */
  send(bytes: Uint8Array): void {
    const end = this.#receivedBytes + bytes.length;
    if (end > this.#received.length) this.#grow(end);
    this.#received.set(bytes, this.#receivedBytes);
    this.#receivedBytes = end;
  }

  /** What the client has. */
  get received(): Uint8Array<ArrayBuffer> {
    return this.#received.subarray(0, this.#receivedBytes);
  }

  #grow(bytes: number): void {
    const larger = new Uint8Array(Math.max(bytes, 2 * this.#received.length));
    larger.set(this.received);
    this.#received = larger;
  }
}
