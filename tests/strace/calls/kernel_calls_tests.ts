import { assertEquals } from "@std/assert";
import { followed, sayCalls } from "../followed.ts";

const open = `
  openat(AT_FDCWD, "/a", O_RDONLY) = 3
  openat(AT_FDCWD, "/copy", O_WRONLY|O_CREAT, 0644) = 4
  accept(9, NULL, NULL) = 5
`;

/** Says of each transfer how it went: "/a → socket: 9 sendfile (1 sendfile), 0 refused, 0 short". */
function sent(log: string): string[] {
  const { transfers, said } = followed(open + log);
  return transfers.map(({ portions, refused, short }, at) =>
    `${said[at]} (${sayCalls(portions)}), ${refused} refused, ${short} short`
  );
}

Deno.test("sendfile is short where it goes on from where it stopped", () => {
  assertEquals(
    sent(`
      sendfile(5, 3, [0] => [100], 1000) = 100
      sendfile(5, 3, [100], 900) = -1 EAGAIN (Resource)
      sendfile(5, 3, [100] => [500], 900) = 400
      sendfile(5, 3, [500] => [1000], 500) = 500
    `),
    ["/a → socket: 1000 sendfile (4 sendfile), 1 refused, 2 short"],
  );
});

Deno.test("sendfile is not short where the file ends", () => {
  assertEquals(
    sent(`
      sendfile(5, 3, NULL, 65536) = 100
      sendfile(5, 3, NULL, 65536) = 0
    `),
    ["/a → socket: 100 sendfile (2 sendfile), 0 refused, 0 short"],
  );
  assertEquals(
    sent(`
      sendfile(5, 3, [0] => [100], 65536) = 100
      sendfile(5, 3, [0] => [100], 65536) = 100
    `),
    ["/a → socket: 200 sendfile (2 sendfile), 0 refused, 0 short"],
  );
});

Deno.test("what was refused before any byte belongs to what follows", () => {
  const { transfers } = followed(
    open + `
    copy_file_range(3, NULL, 4, NULL, 9223372035781033984, 0) = -1 EXDEV (Invalid)
    sendfile(4, 3, NULL, 65536) = 100
  `,
  );
  const [transfer] = transfers;
  assertEquals(transfer?.to, "file");
  assertEquals(transfer?.end, "/copy");
  assertEquals(transfer?.portions[0]?.calls, {
    copy_file_range: 1,
    sendfile: 1,
  });
  assertEquals(transfer?.signs, ["refused first"]);
  assertEquals(sent("sendfile(5, 3, NULL, 9) = -1 EAGAIN (Resource)"), []);
});

Deno.test("copy_file_range tells both ends", () => {
  const { transfers } = followed(
    open + `
    copy_file_range(3, [0], 4, NULL, 1000, 0) = 1000
    copy_file_range(3, [1000], 4, NULL, 1000, 0) = 0
  `,
  );
  assertEquals(transfers[0]?.confidence, "certain");
  assertEquals(sayCalls(transfers[0]!.portions), "2 copy_file_range");
});

Deno.test("from a socket, or to what is no end, nothing is sent", () => {
  assertEquals(sent("sendfile(4, 5, NULL, 9) = 9"), []);
  const { said, hidden } = followed(open + "sendfile(30, 3, NULL, 9) = 9");
  assertEquals(said, []);
  assertEquals(hidden, ["unknown descriptor"]);
});

Deno.test("a descriptor that was never opened is known by what -y says of it", () => {
  const { transfers } = followed(
    "sendfile(5<TCP:[192.0.2.1:80->192.0.2.2:9]>, 6</srv/a, b>, [0] => [9], 9) = 9",
  );
  const [transfer] = transfers;
  assertEquals(
    [transfer?.path, transfer?.to, transfer?.end],
    ["/srv/a, b", "socket", "192.0.2.2:9"],
  );
});

Deno.test("a pipe belongs to what goes through it, not to the way before", () => {
  const [transfer] = followed(
    open + `
    sendfile(5, 3, NULL, 100) = 100
    pipe2([6, 7], 0) = 0
    splice(3, NULL, 7, NULL, 90, 0) = 90
    splice(6, NULL, 5, NULL, 90, 0) = -1 EAGAIN (Resource)
    splice(6, NULL, 5, NULL, 90, 0) = 90
  `,
  ).transfers;
  assertEquals(transfer?.portions.map(({ calls }) => calls), [
    { sendfile: 1 },
    { pipe2: 1, splice: 3 },
  ]);
});
