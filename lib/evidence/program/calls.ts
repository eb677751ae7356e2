/**
 * A program as a hypothesis: the calls that it makes, as a plain list that a kernel can be given,
 * and what it claims to happen inside each.
 *
 * Which ends a call has is told by its steps, as far as a call of that name can have them. Nothing
 * here asks a kernel.
 *
 * @module
 */
import {
  type CallPlace,
  plannableCalls,
  type PlannedCall,
} from "../../lab/program/planned_call.ts";
import type { Instruction } from "../../machine/instruction.ts";
import type { Job } from "../../machine/job.ts";
import { type Program, type Step, stepsOf } from "../../machine/program.ts";
import { schedule } from "../../machine/run.ts";
import type { Place } from "../../trace/event.ts";

/** Something that a program says happens inside a call. */
export interface Claim {
  /** The step that says so. [from 1] */
  readonly step: number;
  /** The CPU copies bytes, pages are passed on or mapped, or addresses are kept for them. */
  readonly does: "copies" | "passes" | "maps" | "reserves";
  readonly from: Place | "referenced pages";
  readonly to: Place;
}

/** What a program claims of one of its calls. */
export interface CallClaims {
  /** The step that enters the kernel. [from 1] */
  readonly step: number;
  /** The name of the call: any word, as a program may have it. */
  readonly call: string;
  /** In the order of the steps. What a DMA engine does is not among them: no call can be seen to. */
  readonly claims: readonly Claim[];
}

/** A call where it stands in a program, with the steps inside it. */
interface Site {
  readonly step: number;
  readonly call: string;
  readonly inside: Step[];
}

/**
 * Lists what a program claims, call by call, in the order of its steps. What is copied after a call,
 * since the NIC lacks an ability, is of the last call that passed pages to the socket buffer.
 */
export function claimsOf(program: Program): CallClaims[] {
  return sitesOf(program).map(({ step, call, inside }) => ({
    step,
    call,
    claims: inside.flatMap(claimOf),
  }));
}

/**
 * Lists the calls of a program for a job: one for each time, in the order in which they are made.
 *
 * @param job In pieces that the program can take.
 * @throws {RangeError} If the lab has no such call: see `unknownCall`.
 */
export function plannedCalls(program: Program, job: Job): PlannedCall[] {
  const sites = new Map(sitesOf(program).map((site) => [site.step, site]));
  let memory: CallPlace = "buffer";
  return [...schedule(program, job)].flatMap(({ step, range }) => {
    const site = sites.get(step);
    if (site === undefined) return [];
    const call = plannable(site.call);
    if (call === undefined) {
      throw new RangeError(`The lab has no call "${site.call}"`);
    }
    const bytes = isIdle(site)
      ? Math.min(range.bytes, job.bufferBytes)
      : range.bytes;
    const planned = { step, call, ...endsOf(site, memory), ...range, bytes };
    // What a program reads or maps last is what it hands on as its memory.
    if (planned.to === "buffer" || planned.to === "mapping") {
      memory = planned.to;
    }
    return planned;
  });
}

/** Whether a call finds nothing more to read: then it asks for what its buffer holds. */
function isIdle({ call, inside }: Site): boolean {
  return usualEnds[call as PlannedCall["call"]].to === "buffer" &&
    inside.length === 0;
}

/** Finds the first call of a program that the lab cannot make. */
export function unknownCall(program: Program): CallClaims | undefined {
  return claimsOf(program).find(({ call }) => plannable(call) === undefined);
}

function plannable(name: string): PlannedCall["call"] | undefined {
  return plannableCalls.find((call) => call === name);
}

/** Finds the calls of a program. What is outside of all is in none, but for a late copy. */
function sitesOf(program: Program): Site[] {
  const sites: Site[] = [];
  let now: Site | undefined;
  let passed: Site | undefined;
  for (const one of stepsOf(program)) {
    const { step, instruction } = one;
    if (instruction.op === "enter kernel") {
      now = { step, call: instruction.call, inside: [] };
      sites.push(now);
    } else if (instruction.op === "leave kernel") now = undefined;
    else if (instruction.op === "copy references") {
      (passed ?? now)?.inside.push(one);
    } else now?.inside.push(one);
    if (instruction.op === "pass pages" && instruction.to === "socket buffer") {
      passed = now;
    }
  }
  return sites;
}

/** What a step claims; nothing if it moves no byte and no page within memory. */
function claimOf({ step, instruction }: Step): Claim[] {
  if (movesBytes(instruction)) {
    const { op, from, to } = instruction;
    return [{ step, does: verbs[op], from, to }];
  }
  if (instruction.op === "reserve addresses") {
    return [{ step, does: "reserves", from: "page cache", to: "user buffer" }];
  }
  if (instruction.op === "copy references") {
    const [from, to] = ["referenced pages", "socket buffer"] as const;
    return [{ step, does: "copies", from, to }];
  }
  return [];
}

const verbs = {
  "copy by CPU": "copies",
  "pass pages": "passes",
  "map pages": "maps",
} as const;

function movesBytes(
  instruction: Instruction,
): instruction is Extract<Instruction, { op: keyof typeof verbs }> {
  return Object.hasOwn(verbs, instruction.op);
}

/** The ends of a call: "memory" is what the program has last filled or mapped. */
interface Ends {
  readonly from?: CallPlace | "memory";
  readonly to?: CallPlace;
}

/** The ends that each call has by itself. A file, a pipe or the end may be another of the three. */
const usualEnds: Readonly<Record<PlannedCall["call"], Ends>> = {
  read: { from: "file", to: "buffer" },
  pread: { from: "file", to: "buffer" },
  write: { from: "memory", to: "end" },
  writev: { from: "memory", to: "end" },
  send: { from: "memory", to: "end" },
  mmap: { from: "file", to: "mapping" },
  munmap: {},
  sendfile: { from: "file", to: "end" },
  pipe: {},
  splice: { from: "file", to: "end" },
  tee: { from: "pipe", to: "end" },
  vmsplice: { from: "memory", to: "pipe" },
  copy_file_range: { from: "file", to: "end" },
};

/** What a place of the machine is to a program: one of its descriptors, if it is one. */
const descriptors: Readonly<Partial<Record<Place, CallPlace>>> = {
  "page cache": "file",
  "pipe": "pipe",
  "socket buffer": "end",
};

/** Tells by its steps between what a call moves bytes, and what it is asked besides. */
function endsOf(
  { call, inside }: Site,
  memory: CallPlace,
): Pick<PlannedCall, "from" | "to" | "flag" | "slots"> {
  const usual = usualEnds[call as PlannedCall["call"]];
  const all = inside.map(({ instruction }) => instruction);
  const moves = all.filter(movesBytes);
  const from = usual.from === "memory"
    ? memory
    : toldEnd(usual.from, moves[0]?.from);
  const to = toldEnd(usual.to, moves.at(-1)?.to);
  const slots = all.find((one) => one.op === "open pipe")?.slots;
  const flag = flagOf(call, all);
  return {
    ...(from && { from }),
    ...(to && { to }),
    ...(flag && { flag }),
    ...(call === "pipe" && slots !== undefined && { slots }),
  };
}

/** A descriptor may be another one than usual; memory may not, and what has no end has none. */
function toldEnd(
  usual: CallPlace | undefined,
  place: Place | undefined,
): CallPlace | undefined {
  if (usual === undefined || usual === "buffer" || usual === "mapping") {
    return usual;
  }
  return place && descriptors[place] || usual;
}

/** What a call must be asked for to do what its steps say. */
function flagOf(
  call: string,
  steps: readonly Instruction[],
): PlannedCall["flag"] {
  const passes = steps.some(({ op }) => op === "pass pages");
  if (call === "send" && passes) return "MSG_ZEROCOPY";
  const isDirect = steps.some((one) =>
    one.op === "copy by DMA" && one.to === "user buffer"
  );
  return isDirect && /^p?read$/.test(call) ? "O_DIRECT" : undefined;
}
