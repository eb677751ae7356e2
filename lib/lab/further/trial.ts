/**
 * What a further strategy is tried with, and what comes of it.
 *
 * @module
 */
import type { CopyCount } from "../probe.ts";
import type { BenchParts } from "../probe_bench.ts";

/** How strategies are tried. */
export interface TrialOptions {
  /** Where files are made: their file system is the one that is tried. */
  readonly folder: string;
  /** What is sent in one run: at most what a socket holds unread. [bytes] */
  readonly bytes: number;
  /** Runs for each call that hands bytes on. */
  readonly runs: number;
}

/** What a strategy is tried with. */
export type Trial = TrialOptions & BenchParts;

/** What was seen of a strategy. */
export interface Seen {
  /** Copies by the CPU: nothing, if that cannot be told. */
  readonly copies: number | null;
  /** How they were counted: nothing, if a change of the bytes cannot tell. */
  readonly copyCount: CopyCount | null;
  /** What else was counted or measured: each name says the unit. */
  readonly figures: Readonly<Record<string, number>>;
  /** What else was observed, and how: whole sentences. */
  readonly findings: readonly string[];
}
