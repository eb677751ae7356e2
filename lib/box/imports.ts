/**
 * What an answer imports: the same is asked at home.
 *
 * @module
 */
export * from "../grade/imports.ts";
