/**
 * How fast the machine moves real bytes, against a plain copy of the same bytes.
 *
 * read + write moves each byte four times, so the plain copy goes four times over the file, in
 * pieces of the same length and between memory of the same size.
 */
import { generateFile, makeJob } from "../../lib/machine/job.ts";
import { perform } from "../../lib/machine/run.ts";
import { readWrite } from "../../lib/strategy/textbook.ts";

const fileBytes = 64 * 2 ** 20;
const file = generateFile(fileBytes);

for (const bufferBytes of [4 * 2 ** 10, 64 * 2 ** 10, 2 ** 20]) {
  const group = `64 MiB in pieces of ${bufferBytes / 1024} KiB`;
  Deno.bench({ name: "plain copies", group, baseline: true }, () => {
    const cache = new Uint8Array(fileBytes);
    const user = new Uint8Array(bufferBytes);
    const socket = new Uint8Array(bufferBytes);
    const client = new Uint8Array(fileBytes);
    for (let at = 0; at < fileBytes; at += bufferBytes) {
      const end = at + bufferBytes;
      cache.set(file.subarray(at, end), at);
      user.set(cache.subarray(at, end));
      socket.set(user);
      client.set(socket, at);
    }
  });
  Deno.bench({ name: "read + write on the machine", group }, () => {
    const job = makeJob({ fileBytes, bufferBytes });
    perform(readWrite, job, { file, emit: () => {} });
  });
}
