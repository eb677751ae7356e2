/**
 * Calls that listen to sockets and set them up.
 *
 * @module
 */
import { noteAt, numberAt } from "../log/hot_arguments.ts";
import { OpenFile } from "../open_file.ts";
import type { Handler, Handlers } from "./scene.ts";
import { listenedTo, openFileAt, receivedFrom } from "./scene.ts";

/** What was written before is no header of what is written after. */
const receive: Handler = (call, task, scene) => {
  const { args, result } = call;
  if (result === undefined || result < 0) return;
  const { target } = openFileAt({ task, scene }, args, 0) ?? {};
  if (result > 0 && !args.includes("MSG_ERRQUEUE")) {
    task.memory.foreignBytes = result;
    receivedFrom(task, result);
    listenedTo(target, task, call);
  }
  const rights = args.indexOf("SCM_RIGHTS");
  if (rights < 0) return;
  scene.hide("SCM_RIGHTS");
  const at = args.indexOf("[", rights) + 1;
  if (at === 0) return;
  const descriptor = numberAt(args, at);
  task.table.close(descriptor, task.thread);
  if (noteAt(args, at) !== undefined) openFileAt({ task, scene }, args, at);
  else {
    const file = new OpenFile("unknown", "");
    task.table.open(descriptor, file, { thread: task.thread });
  }
};

const sendSeveral: Handler = ({ result }, _task, scene) => {
  if (result !== undefined && result > 0) scene.hide("sendmmsg");
};

const setsockopt: Handler = ({ args, errno }, task) => {
  if (errno !== undefined) return;
  const target = task.table.get(numberAt(args, 0))?.target;
  if (target === undefined) return;
  if (args.includes("TCP_CORK")) target.isCorked = !args.includes("[0]");
  else if (args.includes("TCP_ULP") && tlsName.test(args)) {
    target.hasKernelTls = true;
  }
};

/** "tls", also as the number that strace makes of its letters. */
const tlsName = /"tls|\[7564404\]|0x736c74/;

/** The handlers of this family. */
export const socketCalls: Handlers = {
  recv: receive,
  recvfrom: receive,
  recvmsg: receive,
  sendmmsg: sendSeveral,
  setsockopt,
};
