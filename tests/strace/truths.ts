/**
 * What is true of each recorded log in `traces/`: which file went where, by which calls.
 *
 * Each was recorded with strace 6.1 on Linux 6.18, x86-64, of a program that Debian 12 has unless
 * said otherwise. small.bin has 300,000 bytes, big.bin 1 MiB + 7, tiny.bin 5,007, text.txt 300,000,
 * f1.bin 100,037, f2.bin 200,148; all in /srv/www. A client on the same machine fetched them: curl,
 * if no other is named, and for several at once a program for Deno that fetches each in turn.
 *
 * Numbers were read off the logs by hand, with grep to count lines and awk to add results: nothing
 * of lib/strace took part, as it is judged by them. Paths were made neutral afterwards, and whole
 * lines taken out where "cut" says so; within a line nothing else was changed.
 *
 * How a number was obtained where it isn't a line counted:
 * - A call in two parts, `<unfinished ...>` and `<... resumed>`, is one call.
 * - Calls that only sent a header, or the end of chunks, are none of a file's. A writev of a header
 *   and a piece together is one of them.
 * - Bytes are those of the file: without header, without lengths of chunks, without encryption.
 *
 * @module
 */
import type {
  Confidence,
  End,
  Hidden,
  Sign,
  Way,
} from "../../lib/strace/transfer.ts";

/** A log, and all that must be found in it: any other transfer is one too many. */
export interface Truth {
  /** Files in `traces/`, without ".strace": of -ff, one for each thread. */
  readonly log: string | readonly string[];
  /** Which program, and how it was set up. */
  readonly of: string;
  /** The options of strace. */
  readonly strace: string;
  readonly cut?: string;
  /** What is easily mistaken in it. */
  readonly trap?: string;
  readonly transfers: readonly TrueTransfer[];
  readonly hidden?: readonly Hidden["what"][];
}

/** Where recorded logs are. */
export const folder = "tests/strace/traces";

/** The files of a log. */
export function pathsOf(log: Truth["log"]): string[] {
  return [log].flat().map((name) => `${folder}/${name}.strace`);
}

/** From the least sure to the surest. */
export const confidences: readonly Confidence[] = [
  "possible",
  "likely",
  "certain",
];

/** All that went from one file to one end. */
export interface TrueTransfer {
  /** The end of its path. */
  readonly path: string;
  readonly to: End;
  /** Which connection, where it is told by the lengths of what was written to each. */
  readonly end?: string;
  /** [bytes] */
  readonly ways: Readonly<Partial<Record<Way, number>>>;
  /** All calls of all ways, in the order of their names: "10 pread64, 10 writev". */
  readonly calls: string;
  readonly refused?: number;
  readonly short?: number;
  /** At least so sure. */
  readonly confidence: Confidence;
  readonly signs?: readonly Sign[];
  /** What must not be said of it. */
  readonly no?: readonly Sign[];
}

/** Options of the line that the page gives. Where all calls are not said, -e chose those that matter. */
const line = "-f -v -yy -s 0";

const small = { path: "www/small.bin", to: "socket" } as const;
const big = { path: "www/big.bin", to: "socket" } as const;
const tiny = { path: "www/tiny.bin", to: "socket" } as const;

/** The same to several connections of one client machine, by its ports. */
function toEach(
  transfer: TrueTransfer,
  ports: readonly number[],
): readonly TrueTransfer[] {
  return ports.map((port) => ({ ...transfer, end: `127.0.0.1:${port}` }));
}

const f1 = { path: "www/f1.bin", to: "socket" } as const;
const f2 = { path: "www/f2.bin", to: "socket" } as const;

/** What was written in C for it, for ways that no server of Debian's goes. */
const own = "A program of 10 lines in C that connects and sends one file";

export const truths: readonly Truth[] = [
  {
    log: "nginx_sendfile",
    of: "nginx 1.22.1, sendfile on; two files on one connection",
    strace: line,
    trap: "The header is in a writev of its own, before each file",
    transfers: [
      {
        ...small,
        ways: { "sendfile": 300_000 },
        calls: "1 sendfile",
        confidence: "certain",
        signs: ["header apart"],
        no: ["header joined", "does not block"],
      },
      {
        ...big,
        ways: { "sendfile": 1_048_583 },
        calls: "1 sendfile",
        confidence: "certain",
        signs: ["header apart"],
        no: ["header joined", "does not block"],
      },
    ],
  },
  {
    log: "nginx_read",
    of: "nginx 1.22.1, sendfile off",
    strace: line,
    trap: "The first writev has the header and the first piece",
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "10 pread64, 10 writev",
      confidence: "likely",
      signs: ["header joined"],
      no: ["header apart", "TLS in the program"],
    }],
  },
  {
    log: "nginx_directio",
    of: "nginx 1.22.1, sendfile on, directio 512k",
    strace: "-f -s 0",
    trap:
      "O_DIRECT is set with fcntl after opening, and taken back for the last 7 bytes; parts of a writev are hidden, and the last one writes what two reads have read",
    transfers: [{
      ...big,
      ways: { "read(O_DIRECT) + write": 1_048_576, "read + write": 7 },
      calls: "33 pread64, 32 writev",
      confidence: "possible",
      signs: ["header joined"],
    }],
  },
  {
    log: "nginx_slow",
    of:
      "nginx 1.22.1, sendfile on, tcp_nopush on, listen … sndbuf=64k; a client in Python that receives 64 KiB, then sleeps 2 ms",
    strace: "-f -y -s 0 -T",
    trap:
      "Each second sendfile finds the socket full; all others but the last are short",
    transfers: [{
      ...big,
      ways: { "sendfile": 1_048_583 },
      calls: "39 sendfile",
      refused: 19,
      short: 19,
      confidence: "certain",
      signs: ["header joined", "does not block"],
      no: ["header apart"],
    }],
  },
  {
    log: "nginx_gone",
    of: "nginx 1.22.1, sendfile on; a client that resets after 200,000 bytes",
    strace: `${line} -tt`,
    trap: "The file is longer than what was sent of it",
    transfers: [{
      ...big,
      ways: { "sendfile": 286_720 },
      calls: "8 sendfile",
      refused: 4,
      short: 4,
      confidence: "certain",
      signs: ["header apart", "does not block"],
    }],
  },
  {
    log: "nginx_two",
    of:
      "nginx 1.22.1, sendfile off, output_buffers 2 32k, listen … sndbuf=64k; two clients at once that receive 64 KiB, then sleep 2 ms",
    strace: line,
    trap:
      "One thread serves all: pieces of two files alternate, a refused writev is made again with more in it, short ones end within a piece",
    transfers: [
      {
        ...small,
        ways: { "read + write": 300_000 },
        calls: "10 pread64, 13 writev",
        refused: 4,
        short: 3,
        confidence: "possible",
        signs: ["header joined", "does not block"],
        no: ["TLS in the program"],
      },
      {
        ...big,
        ways: { "read + write": 1_048_583 },
        calls: "33 pread64, 45 writev",
        refused: 19,
        short: 11,
        confidence: "possible",
        signs: ["header joined", "does not block"],
        no: ["TLS in the program"],
      },
    ],
  },
  {
    log: "nginx_tls",
    of: "nginx 1.22.1, sendfile on, a certificate of its own; OpenSSL 3.0.19",
    strace: line,
    trap:
      "18 records of 16,413 and one of 5,361 bytes: 300,795 written, of which 19 × 29 are TLS and 244 the header",
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "10 pread64, 19 write",
      confidence: "possible",
      signs: ["TLS in the program"],
    }],
  },
  {
    log: "nginx_gzip",
    of: "nginx 1.22.1, sendfile on, gzip on; a text of numbers",
    strace: line,
    trap:
      "All of text.txt is read, and what is written is made of it, but is not it: much less is written than was read",
    transfers: [],
  },
  {
    log: "python_http_server",
    of: "python3 -m http.server, Python 3.11.2",
    strace: line,
    trap:
      "/etc/mime.types is read by the same thread just before; the end of the file is found twice",
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "7 read, 5 sendto",
      confidence: "likely",
      signs: ["header apart"],
      no: ["other thread", "TLS in the program"],
    }],
  },
  {
    log: [
      "python_threads.17928",
      "python_threads.17944",
      "python_threads.17945",
    ],
    of: "python3 -m http.server, Python 3.11.2; two clients at once",
    strace: "-ff -ttt -s 0",
    trap:
      "One file of log for each thread; without -y only the first one tells what 4 and 6 are in the others",
    transfers: [
      {
        ...small,
        ways: { "read + write": 300_000 },
        calls: "7 read, 5 sendto",
        confidence: "likely",
        signs: ["header apart"],
      },
      {
        ...tiny,
        ways: { "read + write": 5007 },
        calls: "3 read, 1 sendto",
        confidence: "likely",
        signs: ["header apart"],
      },
    ],
  },
  {
    log: "go_file_server",
    of: "http.FileServer, Go 1.19.8; two files on one connection",
    strace: "-f -tt -yy -s 0",
    trap:
      "The first 512 bytes are read to tell the type, the offset is set back, they are read again and sent with the header; the rest goes by sendfile",
    transfers: [
      {
        ...small,
        ways: { "sendfile": 299_488, "read + write": 512 },
        calls: "2 read, 1 sendfile, 1 write",
        confidence: "possible",
        signs: ["header joined"],
      },
      {
        ...big,
        ways: { "sendfile": 1_048_071, "read + write": 512 },
        calls: "2 read, 1 sendfile, 1 write",
        confidence: "possible",
        signs: ["header joined"],
      },
    ],
  },
  {
    log: "node_stream",
    of: "createReadStream(path).pipe(response), Node 20.20.2 (not Debian's)",
    strace: line,
    trap:
      "Each read is by another thread of four; each writev has a chunk's length, the chunk, and its end",
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "6 read, 5 writev",
      confidence: "likely",
      signs: ["other thread", "header joined"],
      no: ["TLS in the program"],
    }],
  },
  {
    log: "deno_serve",
    of:
      "Deno.serve, new Response(file.readable), Deno 2.9.6 (not Debian's); certificates are read meanwhile",
    strace: line,
    cut: "what a look-up of names and a thread of its own did before",
    trap:
      "Each read is by another thread, through a descriptor that was duplicated for it; each send has 9 bytes more, which are a chunk's length and end",
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "6 read, 5 sendto",
      confidence: "possible",
      signs: ["other thread", "header apart"],
    }],
  },
  {
    log: "java_transfer_to",
    of:
      "FileChannel.transferTo(…) to a SocketChannel, OpenJDK 17.0.15, a server of 10 lines",
    strace: "-f -r -yy -s 0",
    cut: "what a thread of the machine read of its limits",
    transfers: [{
      ...big,
      ways: { "sendfile": 1_048_583 },
      calls: "1 sendfile",
      confidence: "certain",
      signs: ["header apart"],
    }],
  },
  {
    log: "lighttpd_sendfile",
    of: "lighttpd 1.4.69 as it is; two files on one connection",
    strace: "-f -v -y -t -s 0",
    trap: "It asks for at most 256 KiB at once; none of these calls is short",
    transfers: [
      {
        ...small,
        ways: { "sendfile": 300_000 },
        calls: "2 sendfile",
        confidence: "certain",
        signs: ["header joined"],
        no: ["header apart"],
      },
      {
        ...big,
        ways: { "sendfile": 1_048_583 },
        calls: "5 sendfile",
        confidence: "certain",
        signs: ["header joined"],
        no: ["header apart"],
      },
    ],
  },
  {
    log: "lighttpd_writev",
    of: 'lighttpd 1.4.69, server.network-backend = "writev"',
    strace: line,
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "19 pread64, 19 write",
      confidence: "likely",
      signs: ["header joined"],
    }],
  },
  {
    log: "apache_sendfile",
    of: "Apache 2.4.71, event, EnableSendfile on; two files on one connection",
    strace: `${line} -ttt`,
    trap: "The second file is sent by another thread than the first",
    transfers: [
      {
        ...small,
        ways: { "sendfile": 300_000 },
        calls: "1 sendfile",
        confidence: "certain",
        signs: ["header joined"],
      },
      {
        ...big,
        ways: { "sendfile": 1_048_583 },
        calls: "1 sendfile",
        confidence: "certain",
        signs: ["header joined"],
      },
    ],
  },
  {
    log: "apache_mmap",
    of:
      "Apache 2.4.71, event, EnableSendfile off, EnableMMAP on; two files on one connection",
    strace: line,
    trap:
      "A write of mapped memory shows no address: the length of its second part is the mapping's. Memory of 8 KiB is mapped as well, and is no file",
    transfers: [
      {
        ...big,
        ways: { "mmap + write": 1_048_583 },
        calls: "1 mmap, 1 munmap, 1 writev",
        confidence: "likely",
        signs: ["mapped for it", "header joined"],
      },
      {
        ...small,
        ways: { "mmap + write": 300_000 },
        calls: "1 mmap, 1 munmap, 1 writev",
        confidence: "likely",
        signs: ["mapped for it", "header joined"],
      },
    ],
  },
  {
    log: "apache_read",
    of: "Apache 2.4.71, event, EnableSendfile off, EnableMMAP off",
    strace: line,
    trap: "Nine pieces are read before one writev sends them",
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "38 read, 5 writev",
      confidence: "likely",
      signs: ["header joined"],
    }],
  },
  {
    log: "python_load",
    of:
      "python3 -m http.server, Python 3.11.2; tiny.bin, then four clients at once for f1.bin and f2.bin",
    strace: line,
    cut: "mappings of memory",
    trap:
      "Threads share memory: one reads 64 KiB of f1.bin, another of f2.bin, and each sends what it has read itself. Of /proc/sys/vm/overcommit_memory one byte is read, and is sent to nobody",
    transfers: [
      {
        ...tiny,
        ways: { "read + write": 5007 },
        calls: "3 read, 1 sendto",
        confidence: "likely",
      },
      ...toEach({
        ...f1,
        ways: { "read + write": 100_037 },
        calls: "4 read, 2 sendto",
        confidence: "possible",
        signs: ["header apart"],
        no: ["other thread"],
      }, [46452, 46464, 46498, 46510]),
      ...toEach({
        ...f2,
        ways: { "read + write": 200_148 },
        calls: "6 read, 4 sendto",
        confidence: "possible",
        signs: ["header apart"],
        no: ["other thread"],
      }, [46460, 46480, 46482, 46492]),
    ],
  },
  {
    log: "go_load",
    of:
      "http.FileServer, Go 1.19.8; tiny.bin, then three clients at once for f1.bin and f2.bin",
    strace: line,
    cut: "mappings of memory, tables of types",
    trap: "The first 512 bytes of two files are held at once",
    transfers: [
      {
        ...tiny,
        ways: { "sendfile": 4495, "read + write": 512 },
        calls: "2 read, 1 sendfile, 1 write",
        confidence: "possible",
      },
      ...toEach({
        ...f1,
        ways: { "sendfile": 99_525, "read + write": 512 },
        calls: "2 read, 1 sendfile, 1 write",
        confidence: "possible",
        signs: ["header joined"],
      }, [51352, 51366, 51370]),
      ...toEach({
        ...f2,
        ways: { "sendfile": 199_636, "read + write": 512 },
        calls: "2 read, 1 sendfile, 1 write",
        confidence: "possible",
        signs: ["header joined"],
      }, [51352, 51366, 51370]),
    ],
  },
  {
    log: "node_load",
    of:
      "createReadStream(path).pipe(response), Node 20.20.2; tiny.bin, then three clients at once for f1.bin and f2.bin",
    strace: line,
    cut: "mappings of memory, what wakes threads",
    trap:
      "Any of four threads reads any file, one writes to all: by length alone a piece of 64 KiB may be of any file",
    transfers: [
      {
        ...tiny,
        ways: { "read + write": 5007 },
        calls: "2 read, 1 writev",
        confidence: "likely",
      },
      ...toEach({
        ...f1,
        ways: { "read + write": 100_037 },
        calls: "3 read, 2 writev",
        confidence: "possible",
        signs: ["header joined"],
      }, [47916, 47930, 47938]),
      ...toEach({
        ...f2,
        ways: { "read + write": 200_148 },
        calls: "5 read, 4 writev",
        confidence: "possible",
        signs: ["header joined"],
      }, [47916, 47930, 47938]),
    ],
  },
  {
    log: "deno_load",
    of:
      "Deno.serve, new Response(file.readable), Deno 2.9.6; tiny.bin, then three clients at once for f1.bin and f2.bin",
    strace: line,
    cut: "mappings of memory, what wakes threads, look-ups of names",
    trap: "As in node_load, and each piece is sent with 9 bytes more",
    transfers: [
      {
        ...tiny,
        ways: { "read + write": 5007 },
        calls: "2 read, 1 sendto",
        confidence: "possible",
      },
      ...toEach({
        ...f1,
        ways: { "read + write": 100_037 },
        calls: "3 read, 2 sendto",
        confidence: "possible",
        signs: ["header apart"],
      }, [47974, 47990, 48002]),
      ...toEach({
        ...f2,
        ways: { "read + write": 200_148 },
        calls: "5 read, 4 sendto",
        confidence: "possible",
        signs: ["header apart"],
      }, [47974, 47990, 48002]),
    ],
  },
  {
    log: "apache_mmap_load",
    of:
      "Apache 2.4.71, event, EnableSendfile off, EnableMMAP on; three clients at once for f1.bin and f2.bin",
    strace: line,
    cut: "mappings of memory, files that are not there",
    trap: "Two files are mapped at once; each thread sends what it has mapped",
    transfers: [
      ...toEach({
        ...f1,
        ways: { "mmap + write": 100_037 },
        calls: "1 mmap, 1 munmap, 1 writev",
        confidence: "likely",
        signs: ["header joined", "mapped for it"],
      }, [39878, 39890, 39898]),
      ...toEach({
        ...f2,
        ways: { "mmap + write": 200_148 },
        calls: "1 mmap, 1 munmap, 1 writev",
        confidence: "likely",
        signs: ["header joined", "mapped for it"],
      }, [39878, 39890, 39898]),
    ],
  },
  {
    log: "cp",
    of: "cp www/big.bin www/copy.bin, coreutils 9.1",
    strace: line,
    trap: "Libraries and the tables of a language are read and mapped before",
    transfers: [{
      path: "www/big.bin",
      to: "file",
      ways: { "copy_file_range": 1_048_583 },
      calls: "2 copy_file_range",
      confidence: "certain",
    }],
  },
  {
    log: "cp_no_reflink",
    of: "cp --reflink=never www/small.bin www/copy2.bin, coreutils 9.1",
    strace: "-f -T -ttt -y -s 0",
    cut: "libraries",
    transfers: [{
      path: "www/small.bin",
      to: "file",
      ways: { "read + write": 300_000 },
      calls: "4 read, 3 write",
      confidence: "likely",
    }],
  },
  {
    log: "cp_other_disk",
    of: "cp www/small.bin /mnt/other/copy.bin, coreutils 9.1",
    strace: "-f -r",
    trap:
      "copy_file_range answers EXDEV first; contents are written down, with quotes and brackets in them",
    transfers: [{
      path: "www/small.bin",
      to: "file",
      ways: { "read + write": 300_000 },
      calls: "1 copy_file_range, 4 read, 3 write",
      refused: 1,
      confidence: "likely",
      signs: ["refused first"],
    }],
  },
  {
    log: "dd",
    of: "dd if=www/tiny.bin of=www/copy.bin bs=512, coreutils 9.1",
    strace: "-y -s 0, all calls",
    trap: "Both files are duplicated onto 0 and 1; no line has a pid",
    transfers: [{
      path: "www/tiny.bin",
      to: "file",
      ways: { "read + write": 5007 },
      calls: "11 read, 10 write",
      confidence: "likely",
    }],
  },
  {
    log: "cat_file",
    of: "sh -c 'exec cat www/small.bin > www/copy.bin', coreutils 9.1",
    strace: "-yy -v -s 0",
    cut: "libraries of the shell",
    trap: "The shell opened what cat writes into; cat's libraries are mapped",
    transfers: [{
      path: "www/small.bin",
      to: "file",
      ways: { "copy_file_range": 300_000 },
      calls: "2 copy_file_range",
      confidence: "certain",
    }],
  },
  {
    log: "cat_pipe",
    of: "sh -c 'cat www/small.bin | wc -c', coreutils 9.1",
    strace: line,
    trap:
      "Three processes at once; what wc reads of the pipe and writes is none of a file's",
    transfers: [{
      path: "www/small.bin",
      to: "pipe",
      ways: { "read + write": 300_000 },
      calls: "4 read, 3 write",
      confidence: "likely",
    }],
  },
  {
    log: "cat_stderr",
    of: "sh -c 'cat www/small.bin | wc -c', coreutils 9.1",
    strace: "-f -s 3, without -o: to the terminal",
    trap:
      "[pid N] before some lines only; a line of strace's own within a line of a call",
    transfers: [{
      path: "www/small.bin",
      to: "pipe",
      ways: { "read + write": 300_000 },
      calls: "4 read, 3 write",
      confidence: "likely",
    }],
  },
  {
    log: "python_copyfile",
    of: "shutil.copyfile(…), Python 3.11.2",
    strace: line,
    cut: "the start of Python",
    transfers: [{
      path: "www/small.bin",
      to: "file",
      ways: { "sendfile": 300_000 },
      calls: "2 sendfile",
      confidence: "certain",
    }],
  },
  {
    log: "scm_rights",
    of:
      "Python 3.11.2: a parent sends the file's descriptor to its child, which sends the file by os.sendfile",
    strace: "-f -v -s 0",
    cut: "the start of Python",
    trap:
      "In the child, 3 was its end of a pair of sockets, is closed, and is what was received: which file that is, no line says",
    transfers: [],
    hidden: ["SCM_RIGHTS"],
  },
  {
    log: "program_mmap_write",
    of: `${own}: mmap, close, write, munmap`,
    strace: "-v -yy -s 0",
    trap: "The file is closed before the mapping is sent",
    transfers: [{
      ...small,
      ways: { "mmap + write": 300_000 },
      calls: "1 mmap, 1 munmap, 5 write",
      confidence: "likely",
      signs: ["mapped for it"],
    }],
  },
  {
    log: "program_mmap_windows",
    of: `${own}: mmap, write, munmap of 64 KiB each`,
    strace: "-f -s 0",
    transfers: [{
      ...small,
      ways: { "mmap + write": 300_000 },
      calls: "5 mmap, 5 munmap, 5 write",
      confidence: "likely",
      signs: ["mapped for it"],
    }],
  },
  {
    log: "program_splice",
    of: `${own}: splice into a pipe of its own, and out of it`,
    strace: line,
    transfers: [{
      ...small,
      ways: { "splice": 300_000 },
      calls: "1 pipe2, 11 splice",
      confidence: "certain",
    }],
  },
  {
    log: "program_vmsplice",
    of: `${own}: read, vmsplice, splice`,
    strace: line,
    transfers: [{
      ...small,
      ways: { "read + vmsplice + splice": 300_000 },
      calls: "1 pipe2, 6 read, 5 splice, 5 vmsplice",
      confidence: "likely",
    }],
  },
  {
    log: "program_mmap_vmsplice",
    of: `${own}: mmap, vmsplice, splice`,
    strace: line,
    transfers: [{
      ...small,
      ways: { "mmap + vmsplice + splice": 300_000 },
      calls: "1 mmap, 1 munmap, 1 pipe2, 5 splice, 5 vmsplice",
      confidence: "likely",
      signs: ["mapped for it"],
    }],
  },
  {
    log: "program_zerocopy",
    of: `${own}: read, send(MSG_ZEROCOPY), recvmsg(MSG_ERRQUEUE)`,
    strace: line,
    transfers: [{
      ...small,
      ways: { "read + send(MSG_ZEROCOPY)": 300_000 },
      calls: "6 read, 5 sendto",
      confidence: "likely",
    }],
  },
  {
    log: "program_mmap_zerocopy",
    of: `${own}: mmap, send(MSG_ZEROCOPY)`,
    strace: line,
    transfers: [{
      ...big,
      ways: { "mmap + send(MSG_ZEROCOPY)": 1_048_583 },
      calls: "1 mmap, 1 munmap, 5 sendto",
      confidence: "likely",
      signs: ["mapped for it"],
    }],
  },
  {
    log: "program_msg_more",
    of: `${own}: send(MSG_MORE) of a header, sendfile`,
    strace: "-x -s 4",
    transfers: [{
      ...big,
      ways: { "sendfile": 1_048_583 },
      calls: "1 sendfile",
      confidence: "certain",
      signs: ["header joined"],
      no: ["header apart"],
    }],
  },
  {
    log: "program_ktls_refused",
    of: `${own}: setsockopt(TCP_ULP, "tls"), sendfile`,
    strace: "-f -yy -s 0",
    trap: "This kernel has no TLS: it answers ENOENT, and the file goes plain",
    transfers: [{
      ...small,
      ways: { "sendfile": 300_000 },
      calls: "1 sendfile",
      confidence: "certain",
      no: ["kTLS", "header apart", "header joined"],
    }],
  },
  {
    log: "program_odirect",
    of: `${own}: open(O_DIRECT), read, write`,
    strace: line,
    trap: "The file is open twice, and read by the second descriptor only",
    transfers: [{
      ...small,
      ways: { "read(O_DIRECT) + write": 300_000 },
      calls: "4 read, 3 write",
      confidence: "likely",
    }],
  },
  {
    log: "program_preadv2",
    of: `${own}: preadv2 into two buffers, sendmsg of both`,
    strace: line,
    transfers: [{
      ...small,
      ways: { "read + write": 300_000 },
      calls: "5 preadv2, 5 sendmsg",
      confidence: "likely",
    }],
  },
  {
    log: "program_io_uring",
    of: "A program in C that reads and sends small.bin through io_uring",
    strace: line,
    cut: "libraries",
    trap: "Only io_uring_enter is seen: nothing may be said of the file",
    transfers: [],
    hidden: ["io_uring"],
  },
];
