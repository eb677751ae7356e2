import { assertEquals } from "@std/assert";
import { followed } from "./followed.ts";

/** What a child sends that was made in some way. */
function childSends(made: string, child = "2"): readonly string[] {
  return followed(`
    1 openat(AT_FDCWD, "/a", O_RDONLY|O_CLOEXEC) = 3
    1 accept(9, NULL, NULL) = 5
    ${made}
    ${child} sendfile(5, 3, NULL, 100) = 100
  `).said;
}

const sent = ["/a → socket: 100 sendfile"];

Deno.test("a child has the descriptors of its parent", () => {
  for (const name of ["fork()", "vfork()", "clone(flags=SIGCHLD)"]) {
    assertEquals(childSends(`1 ${name} = 2`), sent, name);
  }
  assertEquals(
    childSends("1 clone3({flags=CLONE_VM|CLONE_FILES}, 88) = 2"),
    sent,
  );
});

Deno.test("only with CLONE_FILES does it see what is opened or closed later", () => {
  const close = "\n1 close(3) = 0";
  const shared = "1 clone(flags=CLONE_VM|CLONE_FILES|CLONE_THREAD) = 2";
  assertEquals(childSends("1 fork() = 2" + close), sent);
  assertEquals(childSends(shared + close), []);
});

Deno.test("a child is known before the call returns that makes it", () => {
  const log = `
    1 openat(AT_FDCWD, "/a", O_RDONLY) = 3
    1 accept(9, NULL, NULL) = 5
    1 clone3({flags=CLONE_VM|CLONE_FILES}, 88 <unfinished ...>
    2 sendfile(5, 3, NULL, 100) = 100
    1 <... clone3 resumed>) = 2
    1 close(5) = 0
  `;
  assertEquals(followed(log).said, sent);
  assertEquals(followed(log).hidden, []);
});

Deno.test("what a child shares may be said only when it has been made", () => {
  const { said } = followed(`
    1 openat(AT_FDCWD, "/a", O_RDONLY) = 3
    1 clone( <unfinished ...>
    2 read(3, "", 1000) = 1000
    2 accept(9, NULL, NULL) = 5
    1 <... clone resumed> child_stack=0x1, flags=CLONE_VM|CLONE_FILES) = 2
    1 write(5, "", 500) = 500
    1 sendfile(5, 3, NULL, 7) = 7
  `);
  assertEquals(said, ["/a → socket: 7 sendfile"]);
});

Deno.test("another program keeps what is open, but not what closes on exec", () => {
  const exec = '2 execve("/bin/x", ["x"], 0x1 /* 2 vars */) = 0';
  assertEquals(childSends("1 fork() = 2\n" + exec), []);
  const kept = "1 fcntl(3, F_SETFD, 0) = 0\n1 fork() = 2\n" + exec;
  assertEquals(childSends(kept), sent);
  assertEquals(childSends("1 fork() = 2\n" + exec, "1"), sent);
});

Deno.test("another program holds nothing that was read before", () => {
  const { said } = followed(`
    openat(AT_FDCWD, "/a", O_RDONLY) = 3
    accept(9, NULL, NULL) = 5
    read(3, "", 100) = 100
    execve("/bin/x", ["x"], 0x1 /* 2 vars */) = 0
    write(5, "", 100) = 100
  `);
  assertEquals(said, []);
});

Deno.test("a number that is given out again is another thread", () => {
  const { said } = followed(`
    1 openat(AT_FDCWD, "/a", O_RDONLY) = 3
    1 accept(9, NULL, NULL) = 5
    1 fork() = 2
    2 +++ exited with 0 +++
    1 close(3) = 0
    1 fork() = 2
    2 sendfile(5, 3, NULL, 100) = 100
  `);
  assertEquals(said, []);
});

Deno.test("threads that were attached to share what the log shows them to share", () => {
  const { said } = followed(`
    1 accept(9<TCP:[1]>, NULL, NULL) = 5<TCP:[192.0.2.1:80->192.0.2.2:9]>
    2 openat(AT_FDCWD, "/a", O_RDONLY) = 6</srv/a>
    3 read(6</srv/a>, "", 65536) = 65536
    1 write(5<TCP:[192.0.2.1:80->192.0.2.2:9]>, "", 65536) = 65536
    1 sendfile(5<TCP:[192.0.2.1:80->192.0.2.2:9]>, 6</srv/a>, NULL, 9) = 9
  `);
  assertEquals(said, ["/a → socket: 65536 read + write, 9 sendfile"]);
});

Deno.test("processes that were attached to are kept apart", () => {
  const { said } = followed(`
    1 openat(AT_FDCWD, "/a", O_RDONLY) = 6</a>
    2 openat(AT_FDCWD, "/b", O_RDONLY) = 6</b>
    1 accept(9, NULL, NULL) = 5
    2 accept(9, NULL, NULL) = 5
    1 sendfile(5, 6</a>, NULL, 1) = 1
    2 sendfile(5, 6</b>, NULL, 2) = 2
  `);
  assertEquals(said.toSorted(), [
    "/a → socket: 1 sendfile",
    "/b → socket: 2 sendfile",
  ]);
});

Deno.test("who made a thread is a guess where two are making one", () => {
  const { hidden } = followed(`
    1 close(0) = 0
    2 close(0) = 0
    1 fork( <unfinished ...>
    2 fork( <unfinished ...>
    3 read(0, "", 1) = 0
    1 <... fork resumed>) = 3
    2 <... fork resumed>) = 4
  `);
  assertEquals(hidden, ["order"]);
});
