/**
 * A network device, as ioctl(2) shows it and sets it.
 *
 * What a device can do for the kernel is its features: to gather a packet from several places in
 * memory, to compute its checksum, to cut a large one into pieces. Switched off, the kernel does
 * that itself when it sends, and that is when it copies.
 *
 * @module
 */
import { AF_INET } from "../constants.ts";
import { cString, type Kernel } from "../kernel.ts";
import { addressOf, join, pad, u16, u32 } from "../struct.ts";

/** @see netdevice(7), linux/sockios.h */
const SIOCGIFFLAGS = 0x8913;
const SIOCSIFFLAGS = 0x8914;
const SIOCSIFADDR = 0x8916;
const SIOCETHTOOL = 0x8946;
const IFF_UP = 1;

/** @see netdevice(7), struct ifreq: a name, and a value of up to 24 bytes */
const nameBytes = 16;
const requestBytes = 40;

/** @see linux/ethtool.h */
const ETHTOOL_GLINK = 0xa;
const ETHTOOL_GTXCSUM = 0x16;
const ETHTOOL_STXCSUM = 0x17;
const ETHTOOL_GSG = 0x18;
const ETHTOOL_SSG = 0x19;
const ETHTOOL_GTSO = 0x1e;

/** What a device does for the kernel when it sends. */
export interface Features {
  /** Whether it takes a packet from several places in memory. */
  readonly scatterGather: boolean;
  /** Whether it computes checksums. */
  readonly transmitChecksum: boolean;
  /** Whether it cuts TCP segments to size. Linux has that only with scatter-gather. */
  readonly segmentationOffload: boolean;
}

/** A device in the network namespace of a socket. */
export class NetworkDevice {
  readonly #kernel: Kernel;
  readonly #socket: number;
  readonly #name: string;

  /**
   * @param socket Any socket in the device's network namespace. [file descriptor]
   * @param name At most 15 letters.
   */
  constructor(kernel: Kernel, socket: number, name: string) {
    this.#kernel = kernel;
    this.#socket = socket;
    this.#name = name;
  }

  /**
   * Gives the device an address. Its class says how large the network is: 192.0.2.1 is in one of
   * 256 addresses.
   *
   * @see ip(7), struct sockaddr_in
   */
  setAddress(address: readonly [number, number, number, number]): void {
    this.#ask(SIOCSIFADDR, join(u16(AF_INET, 0), Uint8Array.from(address)));
  }

  /** Lets the device send and receive. */
  bringUp(): void {
    const flags = this.#ask(SIOCGIFFLAGS).getUint16(0, true);
    this.#ask(SIOCSIFFLAGS, u16(flags | IFF_UP));
  }

  /**
   * Whether there is a device at the other end of the cable, ready to receive. To ask makes the
   * kernel do at once what it does soon after a cable is plugged in: until then, packets are lost.
   *
   * @see Linux v6.18 net/ethtool/ioctl.c ethtool_op_get_link()
   */
  get isLinked(): boolean {
    return this.#ethtool(ETHTOOL_GLINK) !== 0;
  }

  /** What the device does now. */
  get features(): Features {
    return {
      scatterGather: this.#ethtool(ETHTOOL_GSG) !== 0,
      transmitChecksum: this.#ethtool(ETHTOOL_GTXCSUM) !== 0,
      segmentationOffload: this.#ethtool(ETHTOOL_GTSO) !== 0,
    };
  }

  /**
   * Switches scatter-gather, from the next packet on.
   *
   * @throws {SyscallError} If the device or the user may not.
   */
  setScatterGather(isOn: boolean): void {
    this.#ethtool(ETHTOOL_SSG, isOn);
  }

  /**
   * Switches checksums, from the next packet on.
   *
   * @throws {SyscallError} If the device or the user may not.
   */
  setTransmitChecksum(isOn: boolean): void {
    this.#ethtool(ETHTOOL_STXCSUM, isOn);
  }

  /** @see linux/ethtool.h, struct ethtool_value */
  #ethtool(command: number, isOn = false): number {
    const value = u32(command, Number(isOn));
    const pointer = new BigUint64Array([addressOf(value)]);
    this.#ask(SIOCETHTOOL, new Uint8Array(pointer.buffer));
    return new DataView(value.buffer).getUint32(4, true);
  }

  /** Makes one request about the device. @returns The value that it left. */
  #ask(request: number, value = new Uint8Array()): DataView {
    const name = pad(cString(this.#name), nameBytes);
    const bytes = pad(join(name, value), requestBytes);
    this.#kernel.call("ioctl", this.#socket, BigInt(request), bytes);
    return new DataView(bytes.buffer, nameBytes);
  }
}
