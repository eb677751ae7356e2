/**
 * Which system calls stand behind what a program asks its runtime or its server for, and where that
 * is written: the page's table, and what the exercise about it asks.
 *
 * @module
 */
import { markdownTable } from "zero-copy/text/markdown_table.ts";

/** What a program asks for, with all that decides which calls Linux sees. */
export interface Sending {
  /** What it calls, or what it is set to. */
  readonly asks: string;
  /** The version or the transport, where it matters: "JDK 17", "epoll"; else nothing. */
  readonly on: string;
  readonly from: string;
  readonly to: string;
  /** Who encrypts. */
  readonly tls: string;
}

/** Where something is written; or how it was measured. */
type Source = readonly [name: string, url: string] | string;

/** A row: what holds for all sendings that are like it. */
export interface Behind {
  readonly who: string;
  /** How the page says it. */
  readonly says: string;
  /** What is asked, each field one of these; nothing where only the page speaks of it. */
  readonly given?: { readonly [Name in keyof Sending]: readonly string[] };
  /** The calls that Linux sees for a piece, each once, in order; or another row's. */
  readonly sees: readonly string[] | { readonly as: string };
  readonly source: Source;
}

const traced = "strace†";
const copied = ["read", "write"];
const github = "https://github.com";
const openJdk = "openjdk/jdk/blob/master/src/java.base/linux/native/libnio";
const netty = `${github}/netty/netty/blob/4.2`;
const kafka =
  `${github}/apache/kafka/blob/trunk/clients/src/main/java/org/apache/kafka/common/network`;
const golang = `${github}/golang/go/blob/master/src`;

const nginxManual: Source = [
  "manual",
  "https://nginx.org/en/docs/http/ngx_http_core_module.html#sendfile",
];

const jdks = ["JDK 17", "JDK 25"];

/** A file of a Go program, as it may be handed to io.Copy. */
const goFiles = ["file", "file in a LimitedReader"];

/** What most are asked: a file to a socket, without TLS. */
const plain = { from: ["file"], to: ["socket"], tls: ["nobody"] };
const toFile = { ...plain, to: ["file"] };
const byProgram = { ...plain, tls: ["program"] };

/** In the order of the page. What is asked is like one of them. */
export const senders: readonly Behind[] = [
  {
    who: "Java",
    says: "transferTo, JDK 17",
    given: {
      ...plain,
      asks: ["transferTo"],
      on: ["JDK 17"],
      to: ["socket", "file"],
    },
    sees: ["sendfile"],
    source: traced,
  },
  {
    who: "Java",
    says: "the same, where sendfile cannot be: 8 MiB or 8 KiB at a time",
    sees: ["mmap or read", "write"],
    source: [
      "source",
      `${github}/openjdk/jdk17u/blob/master/src/java.base/share/classes/sun/nio/ch/FileChannelImpl.java`,
    ],
  },
  {
    who: "Java",
    says: "transferTo to a socket, JDK 25",
    given: { ...plain, asks: ["transferTo"], on: ["JDK 25"] },
    sees: ["copy_file_range", "sendfile"],
    source: ["source", `${github}/${openJdk}/ch/FileDispatcherImpl.c`],
  },
  {
    who: "Java",
    says: "transferTo to a file, JDK 25",
    given: { ...toFile, asks: ["transferTo"], on: ["JDK 25"] },
    sees: ["copy_file_range"],
    source: traced,
  },
  {
    who: "Kafka",
    says: "its files",
    given: { ...plain, asks: ["Kafka"], on: jdks },
    sees: { as: "transferTo" },
    source: ["source", `${kafka}/PlaintextTransportLayer.java`],
  },
  {
    who: "Kafka",
    says: "its files, TLS: 32 KiB at a time",
    given: { ...byProgram, asks: ["Kafka"], on: jdks },
    sees: copied,
    source: ["source", `${kafka}/SslTransportLayer.java`],
  },
  {
    who: "Netty",
    says: "FileRegion, NIO",
    given: {
      ...plain,
      asks: ["FileRegion"],
      on: jdks.map((jdk) => `NIO, ${jdk}`),
    },
    sees: { as: "transferTo" },
    source: [
      "source",
      `${netty}/transport/src/main/java/io/netty/channel/DefaultFileRegion.java`,
    ],
  },
  {
    who: "Netty",
    says: "FileRegion, epoll",
    given: { ...plain, asks: ["FileRegion"], on: ["epoll"] },
    sees: ["sendfile"],
    source: [
      "source",
      `${netty}/transport-classes-epoll/src/main/java/io/netty/channel/epoll/AbstractEpollStreamChannel.java`,
    ],
  },
  {
    who: "Netty",
    says: "FileRegion, io_uring",
    given: { ...plain, asks: ["FileRegion"], on: ["io_uring"] },
    sees: ["splice"],
    source: [
      "source",
      `${netty}/transport-classes-io_uring/src/main/java/io/netty/channel/uring/IoUringFileRegion.java`,
    ],
  },
  {
    who: "Netty",
    says: "ChunkedFile, as SslHandler refuses a FileRegion",
    given: { ...byProgram, asks: ["ChunkedFile"], on: ["epoll"] },
    sees: copied,
    source: ["jooby #621", `${github}/jooby-project/jooby/issues/621`],
  },
  {
    who: "nginx",
    says: "`sendfile on`, 2 MiB a call if nothing else is said",
    given: { ...plain, asks: ["nginx"], on: [""], tls: ["nobody"] },
    sees: ["sendfile"],
    source: nginxManual,
  },
  {
    who: "nginx",
    says: "`sendfile on`, TLS in the program",
    given: { ...byProgram, asks: ["nginx"], on: [""] },
    sees: copied,
    source: ["changes", "https://nginx.org/en/CHANGES"],
  },
  {
    who: "nginx",
    says: "`sendfile on`, kTLS (since 1.21.4)",
    given: { ...plain, asks: ["nginx"], on: [""], tls: ["kernel"] },
    sees: ["sendfile"],
    source: ["changes", "https://nginx.org/en/CHANGES"],
  },
  {
    who: "nginx",
    says: "`sendfile on`, gzip or another filter",
    sees: copied,
    source: [
      "source",
      `${github}/nginx/nginx/blob/master/src/http/modules/ngx_http_gzip_filter_module.c`,
    ],
  },
  {
    who: "nginx",
    says: "`sendfile on`, a file above the size in `directio`",
    sees: copied,
    source: nginxManual,
  },
  {
    who: "Go",
    says: "io.Copy, CopyN: file to socket",
    given: { ...plain, asks: ["io.Copy"], on: [""], from: goFiles },
    sees: ["sendfile"],
    source: ["source", `${golang}/net/sendfile.go`],
  },
  {
    who: "Go",
    says: "io.Copy: file to file",
    given: { ...toFile, asks: ["io.Copy"], on: [""], from: goFiles },
    sees: ["copy_file_range"],
    source: ["source", `${golang}/os/zero_copy_linux.go`],
  },
  {
    who: "Go",
    says: "io.Copy: socket to socket, socket to file",
    given: {
      ...plain,
      asks: ["io.Copy"],
      on: [""],
      from: ["socket"],
      to: ["socket", "file"],
    },
    sees: ["splice"],
    source: ["source", `${golang}/net/splice_linux.go`],
  },
  {
    who: "Go",
    says: "io.Copy: the file in a reader of one's own",
    given: {
      ...plain,
      asks: ["io.Copy"],
      on: [""],
      from: ["file in another reader"],
      to: ["socket", "file"],
    },
    sees: copied,
    source: ["source", `${golang}/os/zero_copy_linux.go`],
  },
  {
    who: "Python",
    says: "shutil.copyfile",
    given: { ...toFile, asks: ["shutil.copyfile"], on: ["Python 3.11"] },
    sees: ["sendfile"],
    source: traced,
  },
  {
    who: "Deno",
    says: "copyFile",
    given: { ...toFile, asks: ["Deno.copyFile"], on: ["Deno 2.9"] },
    sees: ["copy_file_range"],
    source: traced,
  },
  {
    who: "Deno",
    says: "serve, a file's stream: 64 KiB at a time",
    given: { ...plain, asks: ["Deno.serve"], on: ["Deno 2.9"] },
    sees: copied,
    source: traced,
  },
];

/** Lists all that can be asked of the rows. */
export function sendingsOf({ given }: Behind): Sending[] {
  if (given === undefined) return [];
  return Object.entries(given).reduce<Partial<Sending>[]>(
    (all, [name, values]) =>
      all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  ) as Sending[];
}

/**
 * Names the system calls that Linux sees for a piece.
 *
 * @throws {RangeError} If no row is about such a sending.
 */
export function callsBehind(sending: Sending): readonly string[] {
  const row = senders.find(({ given }) =>
    given !== undefined &&
    Object.entries(given).every(([name, values]) =>
      values.includes(sending[name as keyof Sending])
    )
  );
  if (row === undefined) {
    throw new RangeError(`No row is about ${JSON.stringify(sending)}`);
  }
  const { sees } = row;
  if (!("as" in sees)) return sees;
  const jdk = jdks.find((one) => sending.on.endsWith(one))!;
  return callsBehind({ ...sending, asks: sees.as, on: jdk });
}

/** Each in a row, with a link to where it is written. */
export function sendersTable(): string {
  return markdownTable(
    ["who", "asks for", "Linux sees", "source"],
    senders.map(({ who, says, sees, source }, i) => [
      senders[i - 1]?.who === who ? "" : who,
      says,
      "as" in sees ? `as ${sees.as}` : sees.join(", "),
      typeof source === "string" ? source : `[${source[0]}](${source[1]})`,
    ]),
  );
}
