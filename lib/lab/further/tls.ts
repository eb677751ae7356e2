/**
 * TLS in the kernel: what is written into such a socket is encrypted before it is sent.
 *
 * Both ends get the same key, which is nobody's secret: nothing leaves this machine. There is no
 * handshake, as the kernel makes none.
 *
 * @see Linux Documentation/networking/tls.rst
 * @module
 */
import { refuseWith } from "../absence.ts";
import { type LabStrategy, strategyOf } from "../calls.ts";
import type { Connection } from "../connection.ts";
import { IPPROTO_TCP } from "../constants.ts";
import { cString, type Kernel } from "../kernel.ts";
import { join, u16 } from "../struct.ts";

/** @see linux/tcp.h, linux/tls.h */
const TCP_ULP = 31;
const SOL_TLS = 282;
const TLS_TX = 1;
const TLS_RX = 2;
const TLS_1_2_VERSION = 0x0303;
const TLS_CIPHER_AES_GCM_128 = 51;

/** Initial vector, key, salt and record number. [bytes] @see struct tls12_crypto_info_aes_gcm_128 */
const secretBytes = 8 + 16 + 4 + 8;

/** The same strategies, where both ends speak TLS. */
export const tlsStrategies: readonly LabStrategy[] = [
  {
    name: "read + write",
    calls: [{ call: "read", from: "file" }, { call: "write", from: "buffer" }],
  },
  { name: "sendfile", calls: [{ call: "sendfile", from: "file" }] },
].map(({ name, calls }) => strategyOf({ name: `${name} (TLS)`, calls }));

/** Has both ends of a connection speak TLS. @throws {Refusal} If this kernel cannot. */
export function speakTls(
  kernel: Kernel,
  { sender, receiver }: Connection,
): void {
  const info = join(
    u16(TLS_1_2_VERSION, TLS_CIPHER_AES_GCM_128),
    new Uint8Array(secretBytes),
  );
  refuseWith("the kernel has no TLS, or its module tls is not loaded", () => {
    for (const [end, way] of [[sender, TLS_TX], [receiver, TLS_RX]] as const) {
      const name = cString("tls");
      kernel.call("setsockopt", end, IPPROTO_TCP, TCP_ULP, name, name.length);
      kernel.call("setsockopt", end, SOL_TLS, way, info, info.length);
    }
  });
}
