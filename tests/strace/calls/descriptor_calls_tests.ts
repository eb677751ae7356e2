import { assertEquals } from "@std/assert";
import { followed } from "../followed.ts";

/** Sends 3 to 5, if they are what they should be, after what is done with them. */
function sent(
  log: string,
  send = "sendfile(5, 3, NULL, 9) = 9",
): readonly string[] {
  return followed(`
    openat(AT_FDCWD, "/a", O_RDONLY) = 3
    accept(9, NULL, NULL) = 5
    ${log}
    ${send}
  `).said;
}

const ok = ["/a → socket: 9 sendfile"];

Deno.test("copies of descriptors lead to the same", () => {
  const send = "sendfile(5, 7, NULL, 9) = 9";
  for (
    const dup of [
      "dup(3) = 7",
      "dup2(3, 7) = 7",
      "dup3(3, 7, O_CLOEXEC) = 7",
      "fcntl(3, F_DUPFD, 7) = 7",
      "fcntl(3, F_DUPFD_CLOEXEC, 7) = 7",
      "fcntl64(3, F_DUPFD, 7) = 7",
    ]
  ) assertEquals(sent(`${dup}\nclose(3) = 0`, send), ok, dup);
});

Deno.test("what is closed leads nowhere", () => {
  assertEquals(sent("close(3) = 0"), []);
  assertEquals(sent("close(3) = -1 EBADF (Bad file descriptor)"), ok);
  assertEquals(sent("close_range(3, 3, 0) = 0"), []);
  assertEquals(sent("close_range(3, 4294967295, 0) = 0"), []);
  assertEquals(sent("close_range(3, ~0U, 0) = 0"), []);
  assertEquals(sent("close_range(3, 4, CLOSE_RANGE_CLOEXEC) = 0"), ok);
});

Deno.test("descriptors of other kinds are neither files nor ends", () => {
  for (
    const call of [
      "epoll_create1(0) = 5",
      "eventfd2(0, 0) = 5",
      "timerfd_create(CLOCK_REALTIME, 0) = 5",
      'openat(AT_FDCWD, "/dev/null", O_WRONLY) = 5',
      'openat(AT_FDCWD, "/srv", O_RDONLY|O_DIRECTORY) = 5',
      "socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE) = 5",
    ]
  ) assertEquals(sent(call), [], call);
});

Deno.test("files are opened in several ways, and named as they were", () => {
  const name = (call: string): string | undefined =>
    sent(`close(3) = 0\n${call} = 3`)[0]?.split(" → ")[0];
  assertEquals(name('open("/b", O_RDONLY)'), "/b");
  assertEquals(name('openat(AT_FDCWD, "b c.bin", O_RDONLY)'), "b c.bin");
  assertEquals(name('openat(AT_FDCWD</srv>, "b", O_RDONLY)'), "b");
  assertEquals(name('openat(8</srv>, "b", O_RDONLY)'), "/srv/b");
  assertEquals(name('openat2(AT_FDCWD, "/b", {flags=O_RDONLY}, 24)'), "/b");
  assertEquals(name('creat("/b", 0644)'), "/b");
  assertEquals(name('openat(AT_FDCWD, "/\\303\\244", O_RDONLY)'), "/ä");
});

Deno.test("a path is completed by a folder that was opened", () => {
  assertEquals(
    sent(`
      close(3) = 0
      openat(AT_FDCWD, "/srv", O_RDONLY|O_DIRECTORY) = 8
      openat(8, "b", O_RDONLY) = 3
    `),
    ["/srv/b → socket: 9 sendfile"],
  );
});

Deno.test("a socket is named by the other end", () => {
  const end = (log: string): string | undefined =>
    followed(`
      openat(AT_FDCWD, "/a", O_RDONLY) = 3
      ${log}
      sendfile(5, 3, NULL, 9) = 9
    `).transfers[0]?.end;
  assertEquals(
    end(
      'accept4(9, {sa_family=AF_INET, sin_port=htons(4000), sin_addr=inet_addr("192.0.2.1")}, [16], 0) = 5',
    ),
    "192.0.2.1:4000",
  );
  assertEquals(
    end(
      'accept(9, {sa_family=AF_INET6, sin6_port=htons(4000), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "::1", &sin6_addr), sin6_scope_id=0}, [28]) = 5',
    ),
    "[::1]:4000",
  );
  assertEquals(
    end(`
      socket(AF_UNIX, SOCK_STREAM, 0) = 5
      connect(5, {sa_family=AF_UNIX, sun_path="/run/a"}, 110) = 0
    `),
    "/run/a",
  );
  assertEquals(
    end("accept(9, NULL, NULL) = 5<TCP:[192.0.2.9:80->192.0.2.1:4000]>"),
    "192.0.2.1:4000",
  );
  assertEquals(end("socketpair(AF_UNIX, SOCK_STREAM, 0, [4, 5]) = 0"), "");
});

Deno.test("O_DIRECT is set as a file is opened, or later", () => {
  const way = (open: string): string | undefined =>
    followed(`
      ${open}
      accept(9, NULL, NULL) = 5
      read(3, "", 4096) = 4096
      write(5, "", 4096) = 4096
    `).said[0]?.split(": ")[1];
  const direct = "4096 read(O_DIRECT) + write";
  assertEquals(way('openat(AT_FDCWD, "/a", O_RDONLY|O_DIRECT) = 3'), direct);
  const plain = 'openat(AT_FDCWD, "/a", O_RDONLY) = 3\n';
  assertEquals(way(plain), "4096 read + write");
  assertEquals(way(plain + "fcntl(3, F_SETFL, O_RDONLY|O_DIRECT) = 0"), direct);
});

Deno.test("a descriptor of another process is not followed", () => {
  const log = "pidfd_getfd(8, 3, 0) = 3";
  assertEquals(sent(log), []);
  assertEquals(followed(log).hidden, ["SCM_RIGHTS"]);
});
