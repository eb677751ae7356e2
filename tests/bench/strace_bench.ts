/**
 * How fast a log of strace is read, and its transfers are judged, against decoding the same bytes and finding their lines.
 *
 * The logs are made up of the lines of a server that sends files: as `strace -f -o` writes them, and
 * with all that -yy, -ttt and -T add.
 */
import { measuredVm } from "../../lib/cost/cost.ts";
import { Verdicts } from "../../lib/evidence/server/report.ts";
import { followLog } from "../../lib/strace/follower.ts";
import { LogText } from "../../lib/strace/log/log_text.ts";

const logBytes = 32 * 2 ** 20;
const chunkBytes = 2 ** 18;

/** One request: `@` is where the time stands, `{…}` what only -yy writes. */
const request = `
@ epoll_wait(8{<anon_inode:[eventpoll]>}, [{events=EPOLLIN, data={u32=1804289383, u64=94211}}], 512, -1) = 1 <0.000310>
@ accept4(6{<TCP:[0.0.0.0:80]>}, {sa_family=AF_INET, sin_port=htons(47598), sin_addr=inet_addr("192.0.2.7")}, [112 => 16], SOCK_CLOEXEC|SOCK_NONBLOCK) = 3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>} <0.000021>
@ epoll_ctl(8{<anon_inode:[eventpoll]>}, EPOLL_CTL_ADD, 3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>}, {events=EPOLLIN|EPOLLRDHUP|EPOLLET, data={u32=3, u64=3}}) = 0 <0.000007>
@ recvfrom(3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>}, "GET /big.bin HTTP/1.1\\r\\nHost: a\\r"..., 1024, 0, NULL, NULL) = 89 <0.000010>
@ openat(AT_FDCWD{</srv>}, "/srv/www/big.bin", O_RDONLY|O_NONBLOCK|O_CLOEXEC) = 11{</srv/www/big.bin>} <0.000024>
@ newfstatat(11{</srv/www/big.bin>}, "", {st_mode=S_IFREG|0644, st_size=1048576, ...}, AT_EMPTY_PATH) = 0 <0.000006>
@ writev(3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>}, [{iov_base="HTTP/1.1 200 OK\\r\\nServer: nginx/1"..., iov_len=241}], 1) = 241 <0.000033>
@ sendfile(3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>}, 11{</srv/www/big.bin>}, [0] => [524288], 1048576) = 524288 <0.000310>
@ sendfile(3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>}, 11{</srv/www/big.bin>}, [524288], 524288) = -1 EAGAIN (Resource temporarily unavailable) <0.000009>
@ futex(0x7f9864000b70, FUTEX_WAKE_PRIVATE, 1) = 1 <0.000004>
@ read(11{</srv/www/big.bin>}, "\\177ELF\\2\\1\\1\\3\\0\\0\\0\\0\\0\\0\\0\\0\\3\\0>\\0\\1\\0\\0\\0\\20t\\2\\0\\0\\0\\0\\0"..., 65536) = 65536 <0.000040>
@ write(3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>}, "\\177ELF\\2\\1\\1\\3\\0\\0\\0\\0\\0\\0\\0\\0\\3\\0>\\0\\1\\0\\0\\0\\20t\\2\\0\\0\\0\\0\\0"..., 65536) = 65536 <0.000052>
@ close(11{</srv/www/big.bin>}) = 0 <0.000008>
@ close(3{<TCP:[192.0.2.1:80->192.0.2.7:47598]>}) = 0 <0.000014>
`.trimStart();

const plain = request.replaceAll(/\{<[^}]*>\}| <[\d.]+>$/gm, "");
const full = request.replaceAll(/\{(<[^}]*>)\}/g, "$1");

/** What a follower of descriptors wants. */
const wanted = new Set(
  "accept4 openat read recvfrom write writev sendfile close".split(" "),
);

for (
  const [group, text] of [
    ["a log of strace -f", plain.replaceAll("@", "20125")],
    [
      "a log of strace -f -yy -ttt -T",
      full.replaceAll("@", "20125 1795954980.101803"),
    ],
  ] as const
) {
  const once = new TextEncoder().encode(text);
  const log = new Uint8Array(logBytes);
  for (let at = 0; at < logBytes; at += once.length) {
    log.set(once.subarray(0, logBytes - at), at);
  }
  const chunks = Array.from(
    { length: logBytes / chunkBytes },
    (_, at) => log.subarray(at * chunkBytes, (at + 1) * chunkBytes),
  );
  Deno.bench({ name: "lines alone", group, baseline: true }, () => {
    const decoder = new TextDecoder();
    let lines = 0;
    for (const chunk of chunks) {
      lines += decoder.decode(chunk, { stream: true }).split("\n").length;
    }
    if (lines === 0) throw new RangeError("there must be lines");
  });
  Deno.bench({ name: "calls", group }, () => {
    const decoder = new TextDecoder();
    let calls = 0;
    const log = new LogText({
      call: () => calls += 1,
      begin: () => {},
      exit: () => {},
    }, (name) => wanted.has(name));
    for (const chunk of chunks) {
      log.feed(decoder.decode(chunk, { stream: true }));
    }
    if (log.unread.lines > 1) throw new RangeError(log.unread.first);
  });
  Deno.bench({ name: "transfers, and what they cost", group }, () => {
    const decoder = new TextDecoder();
    const verdicts = new Verdicts({
      nic: "gather",
      prices: measuredVm,
      most: 10,
      addsAlike: true,
    });
    const pieces = Iterator.from(chunks)
      .map((chunk) => decoder.decode(chunk, { stream: true }));
    const summary = followLog(pieces, {
      onTransfer: (transfer) => verdicts.add(transfer),
    });
    const { total } = verdicts.report(summary);
    if (total.transfers === 0) throw new RangeError("nothing was sent");
  });
}
