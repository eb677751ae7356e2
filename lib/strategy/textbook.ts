/**
 * The five strategies, as the textbooks tell them: one line, one step.
 *
 * Read them side by side; what differs is the lesson. Nothing here says what one costs: run it.
 *
 * @module
 */
import {
  cpuCopy,
  dmaCopy,
  enterKernel,
  leaveKernel,
  mapPages,
  passPages,
} from "../machine/instruction.ts";
import { once, type Program, program } from "../machine/program.ts";

/** read(2) into a buffer, write(2) out of it: every byte goes through user space. */
export const readWrite: Program = program("read + write", [
  enterKernel("read"),
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "user buffer"),
  leaveKernel("read"),
  enterKernel("write"),
  cpuCopy("user buffer", "socket buffer"),
  dmaCopy("socket buffer", "nic"),
  leaveKernel("write"),
]);

/** mmap(2) once, then write(2) from the mapping: the user buffer is the page cache. */
export const mmapWrite: Program = program(
  "mmap + write",
  once([
    enterKernel("mmap"),
    dmaCopy("disk", "page cache"),
    mapPages("page cache", "user buffer"),
    leaveKernel("mmap"),
  ]),
  [
    enterKernel("write"),
    cpuCopy("user buffer", "socket buffer"),
    dmaCopy("socket buffer", "nic"),
    leaveKernel("write"),
  ],
);

/** sendfile(2) of Linux 2.1: one call, and user space sees no byte. */
export const sendfile: Program = program("sendfile", [
  enterKernel("sendfile"),
  dmaCopy("disk", "page cache"),
  cpuCopy("page cache", "socket buffer"),
  dmaCopy("socket buffer", "nic"),
  leaveKernel("sendfile"),
]);

/** sendfile(2) to a NIC that gathers: the socket buffer holds references. */
export const gather: Program = program("sendfile + gather", [
  enterKernel("sendfile"),
  dmaCopy("disk", "page cache"),
  passPages("page cache", "socket buffer"),
  dmaCopy("socket buffer", "nic"),
  leaveKernel("sendfile"),
]);

/** splice(2) through a pipe between the file and the socket: references all the way. */
export const splice: Program = program("splice", [
  enterKernel("splice"),
  dmaCopy("disk", "page cache"),
  passPages("page cache", "pipe"),
  passPages("pipe", "socket buffer"),
  dmaCopy("socket buffer", "nic"),
  leaveKernel("splice"),
]);
