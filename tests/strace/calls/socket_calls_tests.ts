import { assertEquals } from "@std/assert";
import { followed } from "../followed.ts";

const open = `
  openat(AT_FDCWD, "/a", O_RDONLY) = 3
  accept(9, NULL, NULL) = 5
`;

const received = (note: string): string =>
  `recvmsg(8, {msg_name=NULL, msg_namelen=0, msg_iov=[{iov_base="", iov_len=1}], msg_iovlen=1, msg_control=[{cmsg_len=20, cmsg_level=SOL_SOCKET, cmsg_type=SCM_RIGHTS, cmsg_data=[3${note}]}], msg_controllen=20, msg_flags=0}, 0) = 1\n`;

Deno.test("a descriptor that comes through a socket is not what it was", () => {
  const { said, hidden } = followed(
    open + received("") + "sendfile(5, 3, NULL, 9) = 9",
  );
  assertEquals(said, []);
  assertEquals(hidden, ["SCM_RIGHTS"]);
});

Deno.test("what -y says of it is believed", () => {
  const { said } = followed(
    open + received("</srv/b>") + "sendfile(5, 3</srv/b>, NULL, 9) = 9",
  );
  assertEquals(said, ["/srv/b → socket: 9 sendfile"]);
});

Deno.test("what is read of the queue of errors is no request", () => {
  const { transfers } = followed(
    `${open}
    sendto(5, "", 240, 0, NULL, 0) = 240
    recvmsg(5, {msg_namelen=0}, MSG_ERRQUEUE) = 1
    sendfile(5, 3, NULL, 9) = 9`,
  );
  assertEquals(transfers[0]?.signs, ["header apart"]);
});

Deno.test("sendmmsg is not followed, and that is said", () => {
  const { said, hidden, summary } = followed(
    `${open}
    read(3, ""..., 9) = 9
    sendmmsg(5, [{msg_hdr={msg_iov=[{iov_len=9}]}, msg_len=9}], 1, 0) = -1 EAGAIN (Resource)
    sendmmsg(5, [{msg_hdr={msg_iov=[{iov_len=9}]}, msg_len=9}], 1, 0) = 1`,
  );
  assertEquals([said, hidden], [[], ["sendmmsg"]]);
  assertEquals(summary.hidden, [{ what: "sendmmsg", times: 1 }]);
});
