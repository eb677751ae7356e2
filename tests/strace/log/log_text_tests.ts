import { assert, assertEquals } from "@std/assert";
import { makeDice, type TestDice } from "../../dice.ts";
import { take } from "../taken.ts";

/** Lines as strace writes them, and what must be told of them. */
const spellings: readonly (readonly [log: string, ...told: string[]])[] = [
  // Before the call.
  ["close(3) = 0", "0 close(3) = 0"],
  ["close(3)                          = 0", "0 close(3) = 0"],
  ["123   close(3) = 0\r", "123 close(3) = 0"],
  ["4194304 close(3) = 0", "4194304 close(3) = 0"],
  ["123 12:23:02 close(3) = 0", "123 close(3) = 0"],
  ["123 12:23:02.000100 close(3) = 0", "123 close(3) = 0"],
  ["123 1795954980.101803 close(3) = 0 <0.000012>", "123 close(3) = 0"],
  ["123 1795954980.101803456 close(3) = 0 <0.000000123>", "123 close(3) = 0"],
  ["1795954980 close(3) = 0", "0 close(3) = 0"],
  ["1795954980.101803 close(3) = 0", "0 close(3) = 0"],
  ["12:23:02 close(3) = 0", "0 close(3) = 0"],
  ["     0.000072 close(3) = 0", "0 close(3) = 0"],
  ["     5 close(3) = 0", "0 close(3) = 0"],
  ["123      0.000072 close(3) = 0", "123 close(3) = 0"],
  ["123 1795955004.889812 (+     0.000133) close(3) = 0", "123 close(3) = 0"],
  ["123 [00007f409c71a80a] close(3) = 0", "123 close(3) = 0"],
  ["123 [  40] [00007f409c71a80a] close(3) = 0", "123 close(3) = 0"],
  ["123<python3> close(3) = 0", "123 close(3) = 0"],
  ["123<a (b] \\76 1> 12:23:02 close(3) = 0", "123 close(3) = 0"],
  ["123 [unconfined_t] close(3) = 0", "123 close(3) = 0"],
  // Results.
  [
    "lseek(3, 0, SEEK_CUR) = 4294967296",
    "0 lseek(3, 0, SEEK_CUR) = 4294967296",
  ],
  ["mmap(NULL, 9) = 0x7f36c1cca000", `0 mmap(NULL, 9) = ${0x7f36c1cca000}`],
  [
    "read(3, 0x7f12, 9) = -1 EAGAIN (Resource temporarily unavailable)",
    "0 read(3, 0x7f12, 9) = -1 EAGAIN",
  ],
  [
    'write(3, "a", 1) = -1 EIO (Input/output error) (INJECTED) <0.000010>',
    '0 write(3, "a", 1) = -1 EIO',
  ],
  ["ioctl(3, 0x1) = -1 (errno 530)", "0 ioctl(3, 0x1) = -1"],
  ['read(3, "", 9) = 0 (DELAYED)', '0 read(3, "", 9) = 0'],
  ["poll([{fd=3}], 1, 0) = 0 (Timeout)", "0 poll([{fd=3}], 1, 0) = 0"],
  [
    "poll([{fd=3}], 1, 0) = 1 ([{fd=3, revents=POLLIN}]) <0.1>",
    "0 poll([{fd=3}], 1, 0) = 1",
  ],
  ["fcntl(2, F_GETFD) = 0x1 (flags FD_CLOEXEC)", "0 fcntl(2, F_GETFD) = 1"],
  [
    "fcntl(2, F_GETFL) = 0x8000 (flags O_RDONLY|O_LARGEFILE)",
    "0 fcntl(2, F_GETFL) = 32768",
  ],
  ["exit_group(0) = ?", "0 exit_group(0) = ?"],
  ["close(3) = ? <unavailable>", "0 close(3) = ?"],
  ["accept4(3, <unavailable>) = ?", "0 accept4(3, <unavailable>) = ?"],
  [
    "read(3, 0x7f12, 9) = ? ERESTARTSYS (To be restarted if SA_RESTART is set)",
    "0 read(3, 0x7f12, 9) = ? ERESTARTSYS",
  ],
  [
    "poll([{fd=3}], 1, 9) = ? ERESTART_RESTARTBLOCK (Interrupted by signal)",
    "0 poll([{fd=3}], 1, 9) = ? ERESTART_RESTARTBLOCK",
  ],
  [
    'openat(AT_FDCWD</srv>, "a", O_RDONLY) = 3</srv/a> <0.000010>',
    '0 openat(AT_FDCWD</srv>, "a", O_RDONLY) = 3</srv/a>',
  ],
  ["dup(3</a>) = 4</a>(deleted)", "0 dup(3</a>) = 4</a>"],
  ["dup(3</a>) = 4</a (deleted)>", "0 dup(3</a>) = 4</a>"],
  [
    "accept(3<TCP:[1.2.3.4:80]>, NULL, NULL) = 5<TCP:[1.2.3.4:80->5.6.7.8:9]>",
    "0 accept(3<TCP:[1.2.3.4:80]>, NULL, NULL) = 5<TCP:[1.2.3.4:80->5.6.7.8:9]>",
  ],
  [
    "fork() = 7 /* 9 in strace's PID NS */",
    "0 fork() = 7",
  ],
  ["fork() = 7<sh>", "0 fork() = 7<sh>"],
  [
    "brk(NULL) = 0xfffffffffffff000",
    `0 brk(NULL) = ${0xfffffffffffff000}`,
  ],
  // Names that CallNames adds up to the same.
  ["callAa() = 1\ncallBB() = 2", "0 callAa() = 1", "0 callBB() = 2"],
  // Texts that look like what stands around them.
  ['write(1, "x) = 5", 6) = 4', '0 write(1, "x) = 5", 6) = 4'],
  [
    'write(1, "x) = 5 (a)", 6) = -1 EPIPE (Broken pipe)',
    '0 write(1, "x) = 5 (a)", 6) = -1 EPIPE',
  ],
  [
    'read(3, "<... read resumed>\\"a\\", 1) = 1"..., 99) = 30',
    '0 read(3, "<... read resumed>\\"a\\", 1) = 1"..., 99) = 30',
  ],
  [
    'open("/a) = 3", O_RDONLY) = 5</a) = 3> <0.000012>',
    '0 open("/a) = 3", O_RDONLY) = 5</a) = 3>',
  ],
  [
    'open("/a) = 3 (b", 0) = 5</a) = 3 (b>',
    '0 open("/a) = 3 (b", 0) = 5</a) = 3 (b>',
  ],
  ['read(3</ä>, "\\303", 1) = 1', '0 read(3</ä>, "\\303", 1) = 1'],
  // In two parts, as strace 5 and later write it, and strace 4.
  [
    '7 read(3,  <unfinished ...>\n8 close(4) = 0\n7 <... read resumed>"a", 9) = 1',
    "8 close(4) = 0",
    '7 read(3, "a", 9) = 1',
  ],
  [
    '7 read(3,  <unfinished ...>\n7 <... read resumed> "a", 9)     = 1',
    '7 read(3, "a", 9) = 1',
  ],
  ["7 close(3 <unfinished ...>\n7 <... close resumed>)  = 0", "7 close(3) = 0"],
  ["7 close(3 <unfinished ...>\n7 <... close resumed> ) = 0", "7 close(3) = 0"],
  [
    "7 sendfile(4, 3, [0] <unfinished ...>\n7 <... sendfile resumed> => [9], 9) = 9",
    "7 sendfile(4, 3, [0] => [9], 9) = 9",
  ],
  [
    "7 sendfile(4, 3,  <unfinished ...>\n7 <... sendfile resumed> [9], 9) = 9",
    "7 sendfile(4, 3, [9], 9) = 9",
  ],
  [
    "7 pipe2( <unfinished ...>\n7 <... pipe2 resumed>[3, 4], 0) = 0",
    "7 pipe2([3, 4], 0) = 0",
  ],
  [
    "7 pipe( <unfinished ...>\n7 <... pipe resumed> [3, 4]) = 0",
    "7 pipe([3, 4]) = 0",
  ],
  [
    "[pid     7] read(3,  <unfinished ...>\n[pid     8] read(3,  <unfinished ...>\n" +
    '[pid     7] <... read resumed>"a", 9) = 1\n[pid     8] <... read resumed>"b", 9) = 1',
    '7 read(3, "a", 9) = 1',
    '8 read(3, "b", 9) = 1',
  ],
  [
    '7 write(1, "a <unfinished ...>", 9 <unfinished ...>\n7 <... write resumed>) = 9',
    '7 write(1, "a <unfinished ...>", 9) = 9',
  ],
  [
    '7 write(1, "a) = 5 (b", 9 <unfinished ...>\n7 <... write resumed>) = 9',
    '7 write(1, "a) = 5 (b", 9) = 9',
  ],
  [
    "7 12:00:00 clone(child_stack=NULL, flags=CLONE_VM|SIGCHLD <unfinished ...>\n8 12:00:00 close(3) = 0\n" +
    "7 12:00:01 <... clone resumed>, child_tidptr=0x7f) = 8",
    "7 begins clone(child_stack=NULL, flags=CLONE_VM|SIGCHLD",
    "8 close(3) = 0",
    "7 clone(child_stack=NULL, flags=CLONE_VM|SIGCHLD, child_tidptr=0x7f) = 8",
  ],
  [
    "7 clone3({flags=CLONE_FILES} <unfinished ...>\n7 <... clone3 resumed> => {parent_tid=[8]}, 88) = 8",
    "7 begins clone3({flags=CLONE_FILES}",
    "7 clone3({flags=CLONE_FILES} => {parent_tid=[8]}, 88) = 8",
  ],
  [
    "[pid 7] clone(Process 8 attached\n <unfinished ...>\n[pid 8] close(3) = 0\n" +
    "[pid 7] <... clone resumed> child_stack=0x7f, flags=CLONE_PARENT|SIGCHLD) = 8",
    "7 begins clone(",
    "8 close(3) = 0",
    "7 clone(child_stack=0x7f, flags=CLONE_PARENT|SIGCHLD) = 8",
  ],
  [
    "7 vfork( <unfinished ...>\n7 <... vfork resumed>) = 8",
    "7 begins vfork(",
    "7 vfork() = 8",
  ],
  // Ends.
  ["7 +++ exited with 0 +++", "7 exits"],
  ["7 [ 231] [????????????????] +++ exited with 1 +++", "7 exits"],
  ["7 +++ killed by SIGSEGV (core dumped) +++", "7 exits"],
  [
    "7 read(3,  <unfinished ...>) = ?\n7 +++ killed by SIGKILL +++",
    "7 read(3,) = ?",
    "7 exits",
  ],
  [
    "7 read(3,  <unfinished ...>\n7 <... read resumed> <unfinished ...>) = ?\n7 +++ killed by SIGKILL +++",
    "7 read(3,) = ?",
    "7 exits",
  ],
  [
    "7 read(3,  <unfinished ...>\n7 +++ exited with 0 +++\n" +
    '7 read(4,  <unfinished ...>\n7 <... read resumed>"", 1) = 0',
    "7 exits",
    '7 read(4, "", 1) = 0',
  ],
  [
    "7 futex(0x7f <unfinished ...>\n" +
    '8 execve("/bin/true", ["true"], 0x7f /* 9 vars */ <pid changed to 7 ...>\n' +
    "7 +++ superseded by execve in pid 8 +++\n7 <... execve resumed>) = 0",
    "8 exits",
    '7 execve("/bin/true", ["true"], 0x7f /* 9 vars */) = 0',
  ],
  [
    '8 execve("/a" <unfinished ...>\n7 +++ superseded by execve in pid 8 +++\n7 <... execve resumed>) = 0',
    "8 exits",
    '7 execve("/a") = 0',
  ],
  [
    '8 execve("/a" <pid changed to 7 ...>\n7 <... execve resumed>) = 0',
    '7 execve("/a") = 0',
  ],
  // What belongs to no call.
  [""],
  ["\r"],
  ["7 --- SIGCHLD {si_signo=SIGCHLD, si_pid=8, si_stime=1 /* 0.01 s */} ---"],
  ["7 --- stopped by SIGSTOP ---"],
  ["strace: Process 7 attached"],
  ["strace: Process 7 attached with 5 threads"],
  ["/usr/bin/strace: Process 7 attached"],
  ["strace: Process 7 detached", "7 exits"],
  ["Process 7 detached", "7 exits"],
  ["Process 7 attached (waiting for parent)"],
  ["strace: [ Process PID=7 runs in 32 bit mode. ]"],
  ["[ Process PID=7 runs in 32 bit mode. ]"],
  [" > /usr/lib/x86_64-linux-gnu/libc.so.6(__read+0x10) [0xff950]"],
  [' | 00000  61 22 62 29                                       a"b)             |'],
  [
    "restart_syscall(<... resuming interrupted read ...>strace: Process 7 detached\n <detached ...>",
    "7 exits",
  ],
  ["7 read(3,  <detached ...>"],
];

Deno.test("LogText reads all spellings of strace 4 to 6", () => {
  for (const [log, ...told] of spellings) {
    for (const text of [log, `${log}\n`]) {
      const taken = take(text);
      assertEquals(taken.told, told, log);
      assertEquals(taken.unread, { lines: 0 }, log);
    }
    // Nothing is kept from one log to another: they have threads of their own.
    assertEquals(take(log).lines, log === "" ? 0 : log.split("\n").length, log);
  }
});

/** A log as strace writes it to a terminal: it says which thread only while there are several. */
const terminal = `
execve("/bin/a", ["a"], 0x7f /* 9 vars */) = 0
clone(child_stack=NULL, flags=SIGCHLD/bin/strace: Process 8 attached
, child_tidptr=0x7f) = 8
[pid     7] close(3) = 0
[pid     8] write(1, "out\\n", 4out
)          = 4
[pid     7] wait4(-1,  <unfinished ...>
[pid     8] +++ exited with 0 +++
<... wait4 resumed>NULL, 0, NULL)       = 8
--- SIGCHLD {si_signo=SIGCHLD, si_pid=8} ---
vfork(strace: Process 9 attached
 <unfinished ...>
[pid     9] execve("/bin/b", ["b"], 0x7f) = 0
[pid     7] <... vfork resumed>)        = 9
strace: Process 7 detached
close(4)                                = 0
+++ exited with 0 +++
`;

Deno.test("LogText finds the threads of a log that does not always name them", () => {
  const taken = take(terminal);
  assertEquals(taken.told, [
    '0 execve("/bin/a", ["a"], 0x7f /* 9 vars */) = 0',
    "0 clone(child_stack=NULL, flags=SIGCHLD, child_tidptr=0x7f) = 8",
    "0 close(3) = 0",
    '8 write(1, "out\\n", 4out) = 4',
    "8 exits",
    "0 wait4(-1, NULL, 0, NULL) = 8",
    "0 begins vfork(",
    '9 execve("/bin/b", ["b"], 0x7f) = 0',
    "0 vfork() = 9",
    "0 exits",
    "9 close(4) = 0",
    "9 exits",
  ]);
  assertEquals(taken.unread, { lines: 0 });
  // Without what strace says of processes (-q), and with a child that is seen before its parent.
  const quiet = "clone(flags=SIGCHLD <unfinished ...>\n[pid 8] close(3) = 0\n" +
    "[pid 7] <... clone resumed>) = 8\n[pid 7] close(4) = 0\n";
  assertEquals(take(quiet).told, [
    "0 begins clone(flags=SIGCHLD",
    "8 close(3) = 0",
    "0 clone(flags=SIGCHLD) = 8",
    "0 close(4) = 0",
  ]);
  // A process that strace was attached to.
  const one = "strace: Process 7 attached\nclose(3) = 0\n";
  assertEquals(take(one).told, ["7 close(3) = 0"]);
});

Deno.test("LogText counts what it cannot read, and shows how the first begins", () => {
  const bad = [
    '7 <... read resumed>"a", 1) = 1',
    "hello",
    "hello, world (3) = 5",
    "7 close(3)",
    "7 close(3) = x",
    "7 close(3) = 0 0",
    "7 ",
    "= 3",
    ", 3) = 0",
    "\x1b[2J\x07",
    "+",
    "<",
    "<... ",
    "[pid",
    "123",
  ];
  for (const line of bad) {
    const taken = take(`${line}\n`);
    assertEquals(
      [taken.told, taken.lines, taken.unread.lines],
      [[], 1, 1],
      line,
    );
  }
  const other = take(
    '7 read(3,  <unfinished ...>\n7 <... pread64 resumed>"a", 1) = 1\n',
  );
  assertEquals(other.unread, {
    lines: 1,
    first: '7 <... pread64 resumed>"a", 1) = 1',
  });
  const broken = take("7 close(3\n7 close(4) = 0\n) = 0\n");
  assertEquals(broken.told, ["7 close(4) = 0"]);
  assertEquals(broken.unread, { lines: 2, first: "7 close(3" });
  const twice = take(
    "7 read(3,  <unfinished ...>\n7 read(4,  <unfinished ...>\n",
  );
  assertEquals(twice.unread, { lines: 1, first: "7 read(3, " });
  const { first } = take(`\x1b[2J\x07${"a".repeat(2 ** 20)}\nb\n`).unread;
  assertEquals(first, ` [2J ${"a".repeat(115)}…`);
});

Deno.test("LogText tells only of calls that are wanted, and joins no others", () => {
  const log = '7 read(3, "a", 1) = 1\n7 futex(0x7f <unfinished ...>\n' +
    "8 clone(flags=SIGCHLD <unfinished ...>\n7 <... futex resumed>) = 0\n" +
    "8 <... clone resumed>) = 9\n7 futex(0x7f\n) = 0\n";
  const taken = take(log, (name) => name === "read");
  assertEquals(taken.told, ['7 read(3, "a", 1) = 1']);
  assertEquals([taken.lines, taken.unread], [7, { lines: 0 }]);
});

/** Calls whose arguments and results are of all kinds. */
const calls = [
  'read(3</srv/a, b.bin>, "a\\"), = 5"..., 4096) = 4096',
  'write(5<TCP:[1.2.3.4:80->5.6.7.8:9]>, "<... read resumed>", 18) = 18',
  "sendfile(5, 3, [0] => [65536], 65536) = 65536",
  'writev(5, [{iov_base="a", iov_len=1}, {iov_base=""..., iov_len=9}], 2) = 10',
  "clone3({flags=CLONE_FILES, exit_signal=0} => {parent_tid=[8]}, 88) = 8",
  'openat(AT_FDCWD</srv>, "a (b) = 3", O_RDONLY|O_CLOEXEC) = 3</srv/a (b) = 3>',
  "read(3, 0x7f12, 9) = -1 EAGAIN (Resource temporarily unavailable)",
  "getpid() = 7",
];

/** Rolls a log of several threads, with the calls it holds in the order in which they return. */
function rollLog(dice: TestDice): { log: string; told: string[] } {
  const { below, oneOf } = dice;
  const lines: string[] = [];
  const told: string[] = [];
  const open = new Map<number, { call: string; cut: number }>();
  const isOld = below(2) === 0;
  for (let step = below(40); step >= 0; step -= 1) {
    const thread = below(4) + 5;
    const begun = open.get(thread);
    const call = begun?.call ?? oneOf(calls);
    const name = call.slice(0, call.indexOf("("));
    if (begun !== undefined) {
      open.delete(thread);
      const rest = call.slice(begun.cut);
      lines.push(`${thread} <... ${name} resumed>${isOld ? " " : ""}${rest}`);
    } else if (below(2) === 0) {
      const cut = oneOf(cutsOf(call));
      open.set(thread, { call, cut });
      lines.push(`${thread} ${call.slice(0, cut)} <unfinished ...>`);
      if (name !== "clone3") continue;
      told.push(`${thread} begins ${call.slice(0, cut)}`);
      continue;
    } else lines.push(`${thread} ${call}`);
    told.push(...take(`${thread} ${call}`).told);
  }
  return { log: lines.map((line) => `${line}\n`).join(""), told };
}

/** Where strace may leave the line of a call: behind `(`, an argument, or the last one. */
function cutsOf(call: string): number[] {
  const end = call.lastIndexOf(") ");
  const at = (sign: string): number[] =>
    [...call.slice(0, end).matchAll(new RegExp(sign, "g"))]
      .map(({ index, 0: found }) => index + found.length);
  const isClone = call.startsWith("clone3");
  const isEmpty = call.includes("()");
  return isEmpty ? [end] : isClone ? [call.indexOf(" =>")] : [
    call.indexOf("(") + 1,
    end,
    ...at(", (?=[0-9\\[]|0x)"),
  ].filter((cut) => !isInString(call, cut));
}

function isInString(call: string, at: number): boolean {
  return call.slice(0, at).replaceAll('\\"', "").split('"').length % 2 === 0;
}

Deno.test("LogText tells the same however calls are cut in two, and the log into pieces", () => {
  for (let seed = 1; seed <= 400; seed += 1) {
    const dice = makeDice(seed);
    const { log, told } = rollLog(dice);
    const whole = take(log);
    assertEquals(whole.told, told, `seed ${seed}:\n${log}`);
    assertEquals(whole.unread, { lines: 0 }, `seed ${seed}:\n${log}`);
    const pieces: string[] = [];
    for (let at = 0; at < log.length;) {
      const end = at + 1 + dice.below(dice.below(3) === 0 ? 300 : 9);
      pieces.push(log.slice(at, end));
      at = end;
    }
    assertEquals(take(pieces), whole, `seed ${seed}:\n${log}`);
  }
});

Deno.test("LogText counts every line of a damaged log once, and throws at none", () => {
  const signs = [
    ...'"\\<>[]{}(),=->: +a1\n\n\r',
    " <unfinished ...>\n",
    "7 ",
    "read(",
  ];
  for (let seed = 1; seed <= 400; seed += 1) {
    const { below, oneOf } = makeDice(seed);
    const lines = rollLog(makeDice(seed)).log.split("\n");
    lines.sort(() => below(3) - 1);
    let log = lines.join("\n");
    for (let times = below(6); times > 0; times -= 1) {
      const at = below(log.length + 1);
      log = log.slice(0, at) + oneOf(signs) + log.slice(at + below(8));
    }
    log = log.slice(0, below(log.length + 1));
    const taken = take(log);
    const all = log.split("\n").length - (/(?:^|\n)$/.test(log) ? 1 : 0);
    assertEquals(taken.lines, all, `seed ${seed}:\n${log}`);
    const used = taken.told.length + taken.unread.lines;
    assert(used <= all, `seed ${seed}: ${used} of ${all}:\n${log}`);
  }
});

Deno.test("LogText gives up a line that never ends, and reads those that follow", () => {
  const piece = "a".repeat(2 ** 22);
  const taken = take([
    "close(3) = 0\nclose(",
    ...Array(6).fill(piece),
    ") = 0\nclose(4) = 0\n",
  ]);
  assertEquals(taken.told, ["0 close(3) = 0", "0 close(4) = 0"]);
  assertEquals([taken.lines, taken.unread.lines], [3, 1]);
});

Deno.test("LogText does not read a result that no kernel gives", () => {
  const lines = [
    `read(3, "", 5) = ${"9".repeat(400)}`,
    `lseek(3, 0, SEEK_END) = ${2 ** 53}`,
    `mmap(NULL, 5) = 0x${"f".repeat(400)}`,
    "sendfile(4<TCP:[1->2]>, 3</srv/a, 9>, NULL, 5) = 139896210686944",
    'read(3, "a, 9"..., 5) = 6',
    'pread64(3, "a"..., 5, 900) = 6',
    "splice(3, NULL, 4, NULL, 5, SPLICE_F_MOVE) = 6",
    "copy_file_range(3, [0], 4, NULL, 5, 0) = 6",
  ];
  for (const line of lines) {
    const { calls, unread } = take(line);
    assertEquals(calls, [], line);
    assertEquals(unread.lines, 1, line);
    assert(line.startsWith(unread.first!.slice(0, 40)), unread.first);
  }
  const fine = lines.map((line) => line.replace(/ = .*/, " = 5"));
  assertEquals(take(fine.join("\n")).unread.lines, 0);
});

const table = [
  "% time     seconds  usecs/call     calls    errors syscall",
  "------ ----------- ----------- --------- --------- ----------------",
  "  0.03    0.000027           0        59           dup2",
  "------ ----------- ----------- --------- --------- ----------------",
  "100.00    0.086470           9      9417      1399 total",
];

Deno.test("LogText passes over the table of -C, and where there is nothing else, as with -c, it does not", () => {
  const call = "7 close(3) = 0";
  assertEquals(take([call, ...table].join("\n")).unread, { lines: 0 });
  assertEquals(
    take(["strace: Process 7 attached", ...table].join("\n")).unread,
    {
      lines: table.length,
      first: table[0]!,
    },
  );
});
