/**
 * Types for what `html_entities.ts` hands on.
 *
 * @module
 */

/** Makes a text safe between tags and within quotes. */
export function escape(str: string): string;
