/**
 * The strategies: one record for each, with all that is known of it. Every list of strategies, of
 * programs, names, formulas and calls is made of these.
 *
 * @module
 */
import type { Program } from "../machine/program.ts";
import * as real from "./linux.ts";
import type { Strategy } from "./strategy.ts";
import * as told from "./textbook.ts";

/** In the order in which the lessons tell them. */
export const strategies: readonly Strategy[] = [
  {
    name: real.readWrite.name,
    textbook: told.readWrite,
    linux: real.readWrite,
    switches: { says: "2(2N + 1)", of: (n) => 2 * (2 * n + 1) },
    choice: real.readWrite.name,
    calls: [{ call: "read", from: "file" }, { call: "write", from: "buffer" }],
  },
  {
    name: real.mmapWrite.name,
    textbook: told.mmapWrite,
    linux: real.mmapWrite,
    switches: { says: "2(N + 2)", of: (n) => 2 * (n + 2) },
    choice: real.mmapWrite.name,
    calls: [
      { call: "mmap", from: "file" },
      { call: "write", from: "mapping" },
    ],
  },
  {
    name: real.sendfile.name,
    since: "2.2",
    textbook: told.sendfile,
    linux: real.sendfile,
    switches: { says: "2N", of: (n) => 2 * n },
    calls: [{ call: "sendfile", from: "file" }],
  },
  {
    name: real.gather.name,
    since: "2.4",
    textbook: told.gather,
    linux: real.gather,
    switches: { says: "2N", of: (n) => 2 * n },
    choice: "sendfile",
    calls: [{ call: "sendfile", from: "file" }],
  },
  {
    name: real.splice.name,
    since: "2.6.17",
    textbook: told.splice,
    linux: real.splice,
    switches: { says: "2(1 + 2N)", of: (n) => 2 * (1 + 2 * n) },
    choice: real.splice.name,
    calls: [
      { call: "splice in", from: "file" },
      { call: "splice out", from: "pipe" },
    ],
  },
];

/** As the textbooks tell each, in the same order. */
export const textbook: readonly Program[] = strategies
  .map(({ textbook }) => textbook);

/** What Linux does for each, in the same order. */
export const linux: readonly Program[] = strategies.map(({ linux }) => linux);
