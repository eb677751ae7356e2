import { assertEquals } from "@std/assert";
import type { Fit, FitEnd } from "../../../lib/strace/bytes/fitting.ts";
import { fitExactly, fitLoosely } from "../../../lib/strace/bytes/fitting.ts";
import type { Piece } from "../../../lib/strace/bytes/held_bytes.ts";
import { followed } from "../followed.ts";

function pieces(...rests: readonly number[]): Piece[] {
  return rests.map((rest) => ({
    thread: 1,
    name: "read",
    isDirect: false,
    calls: 1,
    bytes: rest,
    rest,
    isBegun: false,
  }));
}

/** Says by which rule it fits, and what is taken: "exact 1: 100". */
function say(fit: Fit | undefined): string {
  if (fit === undefined) return "-";
  const { rule, before, from, bytes } = fit;
  return `${rule} ${from}: ${before > 0 ? `${before} + ` : ""}${bytes}`;
}

Deno.test("whole pieces fit in order: one, the first ones, or the last ones", () => {
  const held = pieces(100, 200, 300);
  const rows: readonly (readonly [asked: number, fit: string])[] = [
    [100, "exact 0: 100"],
    [200, "exact 1: 200"],
    [300, "exact 0: 300"],
    [600, "exact 0: 600"],
    [500, "exact 1: 500"],
    [400, "-"],
    [99, "-"],
    [601, "-"],
  ];
  for (const [asked, fit] of rows) {
    assertEquals(say(fitExactly(held, asked)), fit, `${asked}`);
  }
  assertEquals(say(fitExactly(held, 100, 1)), "-");
  assertEquals(say(fitExactly([], 1)), "-");
});

const first: FitEnd = { isSocket: true, isFirst: true, hasTls: false };
const later: FitEnd = { ...first, isFirst: false };
const withTls: FitEnd = { ...later, hasTls: true };
const file: FitEnd = { ...first, isSocket: false };

/** What a write may be of, where it is not of whole pieces alone. */
const loose: readonly (readonly [
  pieces: readonly number[],
  asked: number,
  end: FitEnd,
  fit: string,
])[] = [
  // A header stands only before what is first sent.
  [[65536], 65536 + 240, first, "header 0: 240 + 65536"],
  // Four records would have grown by as much each.
  [[65536], 65536 + 93, first, "header 0: 93 + 65536"],
  [[65536], 65536 + 88, first, "TLS 0: 65536"],
  [[65536], 65536 + 240, later, "-"],
  [[65536], 65536 + 240, file, "-"],
  [[65536], 65536 + 3000, first, "-"],
  [[8000, 8000, 5], 16005 + 240, first, "header 0: 240 + 16005"],
  // "10000\r\n" + 65536 + "\r\n", and the last chunk behind it.
  [[65536], 65536 + 9, later, "chunk 0: 7 + 65536"],
  [[65536], 65536 + 14, later, "chunk 0: 7 + 65536"],
  [[37856], 37856 + 8, later, "chunk 0: 6 + 37856"],
  // A record of TLS holds at most 16 KiB and adds 22 bytes or a few more.
  [[32768], 16384 + 22, later, "TLS 0: 16384"],
  [[32768], 16384 + 29, first, "TLS 0: 16384"],
  [[32768], 2 * (16384 + 22), later, "TLS 0: 32768"],
  [[5000], 5000 + 22, later, "TLS 0: 5000"],
  [[5000], 1400, later, "-"],
  [[5000], 1400, withTls, "TLS 0: 1378"],
  [[100], 1400, withTls, "TLS 0: 100"],
  // One of several equal parts; a small one fits by chance.
  [[65536], 16384, later, "part 0: 16384"],
  [[65536], 16384, file, "part 0: 16384"],
  [[65536], 256, file, "-"],
  [[65536], 10000, file, "-"],
];

Deno.test("headers, chunks, records of TLS and parts are told from each other", () => {
  for (const [held, asked, end, fit] of loose) {
    const found = fitLoosely(pieces(...held), asked, end);
    assertEquals(say(found), fit, `${asked} of ${held}`);
  }
});

/** What real servers have written, cut to the lines that matter: 3 and 4 are files, 5 and 6 sockets. */
const logs = {
  /** Node's https, createReadStream().pipe(), with Content-Length. */
  nodeTls: `
    1 accept4(9, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK) = 5
    1 read(5, ""..., 65536) = 517
    1 write(5, ""..., 1352) = 1352
    1 read(5, ""..., 65536) = 187
    1 write(5, ""..., 574) = 574
    2 openat(AT_FDCWD, "/big.bin", O_RDONLY|O_CLOEXEC) = 3
    3 read(3, ""..., 65536) = 65536
    1 openat(AT_FDCWD, "/etc/localtime", O_RDONLY|O_CLOEXEC) = 4
    1 read(4, ""..., 4096) = 114
    1 lseek(4, -60, SEEK_CUR) = 54
    1 read(4, ""..., 4096) = 60
    1 close(4) = 0
    1 writev(5, [{iov_base=""..., iov_len=1352}, {iov_base=""..., iov_len=64422}], 2) = 65774
    2 read(3, ""..., 65536) = 65536
    1 write(5, ""..., 65624) = 65624
    4 read(3, ""..., 65536) = 50880
    1 write(5, ""..., 50968) = 50968
    4 read(3, "", 65536) = 0
    1 close(3) = 0
  `,
  /** The same with a short file. */
  nodeTlsShort: `
    1 accept4(9, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK) = 6
    1 read(6, ""..., 65536) = 517
    1 write(6, ""..., 1352) = 1352
    1 read(6, ""..., 65536) = 80
    1 write(6, ""..., 574) = 574
    1 read(6, ""..., 65536) = 106
    2 openat(AT_FDCWD, "/short.bin", O_RDONLY|O_CLOEXEC) = 3
    3 read(3, ""..., 65536) = 3111
    1 writev(6, [{iov_base=""..., iov_len=1352}, {iov_base=""..., iov_len=1919}], 2) = 3271
    1 close(3) = 0
  `,
  /** nginx, listen … ssl. */
  nginxTls: `
    1 accept4(9, {sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr("192.0.2.1")}, [16], SOCK_NONBLOCK) = 5
    1 recvfrom(5, ""..., 1, MSG_PEEK, NULL, NULL) = 1
    1 read(5, ""..., 16709) = 517
    1 write(5, ""..., 1227) = 1227
    1 read(5, ""..., 16709) = 93
    1 write(5, ""..., 51) = 51
    1 read(5, ""..., 16709) = 113
    1 openat(AT_FDCWD, "/short.bin", O_RDONLY|O_NONBLOCK) = 3
    1 pread64(3, ""..., 3000, 0) = 3000
    1 write(5, ""..., 3269) = 3269
    1 close(3) = 0
  `,
  /** Go, io.Copy() to a ResponseWriter: 4096 bytes are the buffer of net/http. */
  goChunks: `
    1 accept4(9, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK) = 5
    1 read(5, ""..., 4096) = 85
    1 openat(AT_FDCWD, "/big.bin", O_RDONLY|O_CLOEXEC) = 3
    1 read(3, ""..., 32768) = 32768
    1 write(5, ""..., 4096) = 4096
    1 write(5, ""..., 28802) = 28802
    1 read(3, ""..., 32768) = 32768
    1 write(5, ""..., 4096) = 4096
    1 write(5, ""..., 28680) = 28680
    1 read(3, ""..., 32768) = 18112
    1 write(5, ""..., 4096) = 4096
    1 write(5, ""..., 14024) = 14024
    1 read(3, "", 32768) = 0
    1 write(5, ""..., 7) = 7
    1 close(3) = 0
  `,
  /** Go by HTTP/2: each frame has 9 bytes before it, and records grow as the connection warms up. */
  goTls: `
    1 accept4(9, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK) = 5
    1 read(5, ""..., 576) = 517
    1 write(5, ""..., 1482) = 1482
    1 read(5, ""..., 576) = 218
    1 write(5, ""..., 55) = 55
    1 write(5, ""..., 44) = 44
    1 openat(AT_FDCWD, "/big.bin", O_RDONLY|O_CLOEXEC) = 3
    1 read(3, ""..., 32768) = 32768
    1 write(5, ""..., 3580) = 3580
    1 write(5, ""..., 560) = 560
    1 write(5, ""..., 5952) = 5952
    1 write(5, ""..., 6442) = 6442
    1 write(5, ""..., 8324) = 8324
    1 write(5, ""..., 8113) = 8113
    1 read(3, ""..., 32768) = 18112
    1 write(5, ""..., 16406) = 16406
    1 write(5, ""..., 31) = 31
    1 write(5, ""..., 1759) = 1759
    1 close(3) = 0
  `,
  /** Node by HTTP in chunks, to a client that is slow. */
  nodeSlow: `
    1 accept4(9, NULL, NULL, SOCK_CLOEXEC|SOCK_NONBLOCK) = 5
    1 read(5, ""..., 65536) = 80
    2 openat(AT_FDCWD, "/big.bin", O_RDONLY|O_CLOEXEC) = 3
    2 read(3, ""..., 65536) = 65536
    1 writev(5, [{iov_base=""..., iov_len=136}, {iov_base=""..., iov_len=2}, {iov_base=""..., iov_len=65536}, {iov_base=""..., iov_len=2}], 4) = 65676
    3 read(3, ""..., 65536) = 65536
    1 writev(5, [{iov_base=""..., iov_len=5}, {iov_base=""..., iov_len=2}, {iov_base=""..., iov_len=65536}, {iov_base=""..., iov_len=2}], 4) = 40005
    1 writev(5, [{iov_base=""..., iov_len=25538}, {iov_base=""..., iov_len=2}], 2) = 25540
    1 close(3) = 0
  `,
  /** nginx, sendfile off: the client went away. */
  nginxGone: `
    1 accept4(9, NULL, NULL, SOCK_NONBLOCK) = 5
    1 recvfrom(5, ""..., 1024, 0, NULL, NULL) = 25
    1 openat(AT_FDCWD, "/big.bin", O_RDONLY|O_NONBLOCK) = 3
    1 pread64(3, ""..., 32768, 0) = 32768
    1 writev(5, [{iov_base=""..., iov_len=241}, {iov_base=""..., iov_len=32768}], 2) = 33009
    1 pread64(3, ""..., 32768, 32768) = 32768
    1 pread64(3, ""..., 32768, 65536) = 32768
    1 writev(5, [{iov_base=""..., iov_len=32768}, {iov_base=""..., iov_len=32768}], 2) = 65536
    1 pread64(3, ""..., 32768, 98304) = 32768
    1 pread64(3, ""..., 32768, 131072) = 32768
    1 writev(5, [{iov_base=""..., iov_len=32768}, {iov_base=""..., iov_len=32768}], 2) = -1 EAGAIN (Resource temporarily unavailable)
    1 close(3) = 0
    1 close(5) = 0
  `,
  /** The same, attached to as it sent. */
  nginxAttached: `
    1 writev(5<TCP:[192.0.2.2:80->192.0.2.1:4000]>, [{iov_base=""..., iov_len=32768}, {iov_base=""..., iov_len=32768}], 2) = 65536
    1 pread64(3</big.bin>, ""..., 32768, 98304) = 32768
    1 pread64(3</big.bin>, ""..., 32768, 131072) = 32768
    1 writev(5<TCP:[192.0.2.2:80->192.0.2.1:4000]>, [{iov_base=""..., iov_len=32768}, {iov_base=""..., iov_len=32768}], 2) = 65536
    1 pread64(3</big.bin>, ""..., 32768, 163840) = 32768
  `,
};

/** Those that read are threads of the one that writes, and two sockets listen. */
const begin = `
    1 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 8
    1 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 9` + [2, 3, 4]
  .map((thread) => `
    1 clone(child_stack=0x7f, flags=CLONE_VM|CLONE_FILES|CLONE_THREAD) = ${thread}`)
  .join("");

/** Says of each transfer what went, how sure it is, and what was seen. */
function found(log: string): readonly string[] {
  const { said, transfers } = followed(begin + log);
  return transfers.map(({ confidence, signs }, at) =>
    [said[at]!.replace(" → socket:", ""), confidence, ...signs].join(", ")
  );
}

Deno.test("what real servers write in records of TLS is found, and no more", () => {
  assertEquals(found(logs.nodeTls), [
    "/big.bin 181952 read + write, possible, other thread, header joined, header in one call, TLS in the program",
  ]);
  assertEquals(found(logs.nginxTls), [
    "/short.bin 3000 read + write, possible, TLS in the program, header joined, header in one call",
  ]);
  assertEquals(found(logs.goTls), [
    "/big.bin 50880 read + write, possible, TLS in the program",
  ]);
});

Deno.test("a short file over TLS is told by others that went out at the same port", () => {
  const seen = (sign: string): string =>
    `/short.bin 3111 read + write, possible, other thread, header joined, header in one call, ${sign}`;
  assertEquals(found(logs.nodeTlsShort), [seen("perhaps TLS in the program")]);
  const [, short] = found(logs.nodeTlsShort + logs.nodeTls).toSorted();
  assertEquals(short, seen("TLS in the program"));
  const [, other] = found(
    logs.nodeTlsShort + logs.nodeTls.replace("accept4(9", "accept4(8"),
  ).toSorted();
  assertEquals(other, seen("perhaps TLS in the program"));
});

Deno.test("the first bytes tell TLS, where they are in the log", () => {
  const log = logs.nodeTlsShort.replace(
    'read(6, ""',
    String.raw`read(6, "\26\3\1\2"`,
  );
  assertEquals(found(log), [
    "/short.bin 3111 read + write, possible, TLS in the program, other thread, header joined, header in one call",
  ]);
});

Deno.test("what was read and closed before a connection came in goes not there by chance", () => {
  const read = (path: string, bytes: number): string => `
    1 openat(AT_FDCWD, "${path}", O_RDONLY) = 3
    1 read(3, ""..., 4096) = ${bytes}
    1 close(3) = 0
  `;
  assertEquals(
    found(
      read("/cert.pem", 1115) + read("/config", 151) +
        logs.nginxTls.replace(/.*(?:pread64|openat).*\n/g, "") + `
        1 write(5, ""..., 151) = 151
        1 write(5, ""..., 1227) = 1227
      `,
    ),
    [],
  );
});

Deno.test("chunks in several writes, and short ones, are found whole", () => {
  assertEquals(found(logs.goChunks), ["/big.bin 83648 read + write, likely"]);
  assertEquals(found(logs.nodeSlow), [
    "/big.bin 131072 read + write, likely, other thread, header joined, header in one call",
  ]);
});

Deno.test("what a chunk adds is known by its piece, and the rest of it may go in one write", () => {
  const short = logs.goChunks.replace("18112", "5000").replaceAll(
    "14024",
    "912",
  );
  assertEquals(found(short), ["/big.bin 70536 read + write, likely"]);
  const rest = /writev\(5, \[\{iov_base=""..., iov_len=25538.*/;
  assertEquals(
    found(logs.nodeSlow.replace(rest, 'write(5, ""..., 25540) = 25540')),
    found(logs.nodeSlow),
  );
});

Deno.test("what is compressed before it is encrypted goes not as it is", () => {
  const log = logs.nginxTls.replace("3000, 0) = 3000", "32768, 0) = 32768")
    .replaceAll("3269", "9269");
  assertEquals(found(log), []);
});

Deno.test("what was read before what was sent, and is left, leaves a doubt", () => {
  const log = logs.nginxGone.replace(/.*(?:EAGAIN|98304|131072).*\n/g, "")
    .replace(/.*iov_len=241.*\n/, "");
  assertEquals(found(log.replace("32768, 0) = 32768", "32768, 0) = 30000")), [
    "/big.bin 65536 read + write, possible",
  ]);
});

Deno.test("where some of a file goes in its own length, it is not encrypted", () => {
  const more = `1 write(6, ""..., 7000) = 7000
    1 close(3) = 0`;
  const log = logs.nodeTlsShort.replace(
    "1 close(3) = 0",
    `2 read(3, ""..., 65536) = 7000
    ${more}`,
  );
  assertEquals(found(log), [
    "/short.bin 10111 read + write, likely, other thread, header joined, header in one call",
  ]);
});

Deno.test("what is left where a connection or a log ends leaves no doubt, and no header", () => {
  assertEquals(found(logs.nginxGone), [
    "/big.bin 98304 read + write, likely, header joined, header in one call, does not block",
  ]);
  assertEquals(found(logs.nginxAttached), [
    "/big.bin 65536 read + write, likely",
  ]);
});
