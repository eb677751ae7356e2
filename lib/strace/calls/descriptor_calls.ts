/**
 * Calls that make descriptors, copy them and close them.
 *
 * @module
 */
import {
  readDescriptors,
  readString,
  splitArguments,
} from "../log/arguments.ts";
import type { StraceCall } from "../log/call.ts";
import { nextArgument, noteAt, numberAt } from "../log/hot_arguments.ts";
import { kindOfPath, openedBy, OpenFile } from "../open_file.ts";
import { Pipe } from "../bytes/pipe_queue.ts";
import type { Handler, Handlers } from "./scene.ts";
import { openFileAt, openPipeEnd } from "./scene.ts";
import type { Task } from "../task_table.ts";

/** Lets the descriptor that a call returned lead to a file. */
function opened(call: StraceCall, task: Task, file: OpenFile): void {
  file.note = call.returned;
  task.table.open(call.result!, file, {
    thread: task.thread,
    closesOnExec: call.args.includes("_CLOEXEC"),
  });
}

/** Runs a handler only where the call gave out a descriptor. */
function whereOpened(handler: Handler): Handler {
  return (call, task, scene) => {
    if (call.result !== undefined && call.result >= 0) {
      handler(call, task, scene);
    }
  };
}

/** Follows open and its kin, whose path is the argument at a place. */
function open(pathAt: 0 | 1): Handler {
  return whereOpened((call, task) => {
    const { args } = call;
    const start = pathAt === 0 ? 0 : nextArgument(args, 0);
    const written = readString(args.slice(start))?.text ?? call.returned ?? "";
    const path = written.startsWith("/") || pathAt === 0
      ? written
      : inFolder(task, args, written);
    const isFolder = args.includes("O_DIRECTORY");
    const kind = isFolder || args.includes("O_PATH")
      ? "other"
      : kindOfPath(call.returned ?? path);
    const file = new OpenFile(kind, path);
    file.isDirect = args.includes("O_DIRECT") && !isFolder;
    if (kind === "file") findAsker(task, file);
    opened(call, task, file);
  });
}

/** A thread opens a file for whom it has listened to, or else for who is next. */
function findAsker(task: Task, file: OpenFile): void {
  const { asker, askers, memory: { turns } } = task;
  const isKnown = asker !== undefined && !asker.isClosed;
  file.asker = isKnown ? asker : turns.next();
  task.opened = file;
  file.isGuessed = !isKnown ||
    askers.values().some((other) =>
      other !== asker && other.isAsking && !other.isClosed
    );
}

/** Names a file in a folder that was opened, where the log says which. */
function inFolder(task: Task, args: string, name: string): string {
  const folder = noteAt(args, 0) ?? task.table.get(numberAt(args, 0))?.name;
  return args.startsWith("AT_FDCWD") || !folder ? name : `${folder}/${name}`;
}

/** Follows a call that copies a descriptor. */
const dup: Handler = whereOpened((call, task, scene) => {
  const file = openFileAt({ task, scene }, call.args, 0);
  if (file === undefined) {
    task.table.close(call.result!, task.thread);
    return;
  }
  task.table.open(call.result!, file, {
    thread: task.thread,
    closesOnExec: call.args.includes("_CLOEXEC"),
    closesOld: true,
  });
});

const fcntl: Handler = (call, task, scene) => {
  const { args } = call;
  const command = nextArgument(args, 0);
  if (args.startsWith("F_DUPFD", command)) dup(call, task, scene);
  else if (args.startsWith("F_SETFD", command)) {
    const closes = args.includes("FD_CLOEXEC", command);
    task.table.setClosesOnExec(numberAt(args, 0), closes);
  } else if (args.startsWith("F_SETFL", command)) {
    const file = task.table.get(numberAt(args, 0));
    if (file !== undefined) file.isDirect = args.includes("O_DIRECT", command);
  }
};

/** Follows a call that gives out two descriptors at once: `[3, 4]`. */
function pair(
  make: (call: StraceCall) => readonly [OpenFile, OpenFile],
): Handler {
  return whereOpened((call, task) => {
    const { args } = call;
    const both = readDescriptors(args.slice(args.indexOf("[")));
    if (both?.length !== 2) return;
    for (const [index, file] of make(call).entries()) {
      const { fd, note } = both[index]!;
      file.note = note;
      task.table.open(fd, file, {
        thread: task.thread,
        closesOnExec: args.includes("_CLOEXEC"),
      });
    }
  });
}

const pipe: Handler = pair(({ name }) => {
  const between = new Pipe();
  between.calls[name] = 1;
  return [openPipeEnd(between), openPipeEnd(between)];
});

const socketPair: Handler = pair(() => [
  new OpenFile("socket", ""),
  new OpenFile("socket", ""),
]);

/** A stream leads to an end; datagrams carry no file. */
const socket: Handler = whereOpened((call, task) => {
  const isStream = !/NETLINK|SOCK_DGRAM|SOCK_RAW/.test(call.args);
  opened(call, task, new OpenFile(isStream ? "socket" : "other", ""));
});

const accept: Handler = whereOpened((call, task, scene) => {
  const [kind, name] = call.returned === undefined
    ? ["socket" as const, ""]
    : openedBy(call.returned);
  const address = name === "" ? addressIn(call.args) : name;
  const file = new OpenFile(kind, address);
  const listener = openFileAt({ task, scene }, call.args, 0);
  file.service = scene.serviceOf(call.returned) ??
    (listener && (listener.service ??= { hasTls: false }));
  opened(call, task, file);
});

/** The socket leads to an address from now on. */
const connect: Handler = (call, task, scene) => {
  const file = openFileAt({ task, scene }, call.args, 0);
  if (file?.kind === "socket" && file.name === "") {
    file.name = addressIn(call.args);
  }
};

/** Finds the address that strace writes as a structure. */
function addressIn(args: string): string {
  const path = textAfter(args, 'sun_path="') ?? textAfter(args, 'sun_path=@"');
  if (path !== undefined) return path;
  const address = textAfter(args, 'inet_addr("') ??
    textAfter(args, 'inet_pton(AF_INET6, "');
  const port = args.indexOf("htons(");
  if (address === undefined || port < 0) return "";
  const host = address.includes(":") ? `[${address}]` : address;
  return `${host}:${numberAt(args, port + 6)}`;
}

function textAfter(text: string, mark: string): string | undefined {
  const start = text.indexOf(mark);
  if (start < 0) return undefined;
  return text.slice(
    start + mark.length,
    text.indexOf('"', start + mark.length),
  );
}

const close: Handler = (call, task) => {
  if (call.errno === undefined) {
    task.table.close(numberAt(call.args, 0), task.thread);
  }
};

const closeRange: Handler = (call, task) => {
  if (call.errno !== undefined) return;
  const [first = "", last = "", flags = ""] = splitArguments(call.args);
  const from = numberAt(first, 0);
  const to = last.startsWith("~") ? Infinity : numberAt(last, 0);
  for (const descriptor of task.table.within(from, to)) {
    if (flags.includes("CLOSE_RANGE_CLOEXEC")) {
      task.table.setClosesOnExec(descriptor, true);
    } else task.table.close(descriptor, task.thread);
  }
};

/** What is neither read from nor written to here: epoll, timers, signals. */
const other: Handler = whereOpened((call, task) =>
  opened(call, task, new OpenFile("other", ""))
);

const memfd: Handler = whereOpened((call, task) =>
  opened(call, task, new OpenFile("file", `memfd:${textAfter(call.args, '"')}`))
);

/** A descriptor of another process: what it leads to cannot be followed. */
const foreign: Handler = whereOpened((call, task, scene) => {
  scene.hide("SCM_RIGHTS");
  opened(call, task, new OpenFile("unknown", ""));
});

/** The handlers of this family. */
export const descriptorCalls: Handlers = {
  open: open(0),
  creat: open(0),
  openat: open(1),
  openat2: open(1),
  dup,
  dup2: dup,
  dup3: dup,
  fcntl,
  fcntl64: fcntl,
  pipe,
  pipe2: pipe,
  socketpair: socketPair,
  socket,
  accept,
  accept4: accept,
  connect,
  close,
  close_range: closeRange,
  pidfd_getfd: foreign,
  memfd_create: memfd,
  eventfd: other,
  eventfd2: other,
  epoll_create: other,
  epoll_create1: other,
  timerfd_create: other,
  signalfd: other,
  signalfd4: other,
  inotify_init: other,
  inotify_init1: other,
  pidfd_open: other,
  userfaultfd: other,
  perf_event_open: other,
};
