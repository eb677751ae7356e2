import { assertEquals } from "@std/assert";
import { exportNames } from "../../lib/collect/exports.ts";

Deno.test("exportNames() names what is exported by name, however it is declared", () => {
  const cases: readonly [source: string, names: string[]][] = [
    ["export function f(): void {}", ["f"]],
    ["export async function* f<T>(a: T) {}", ["f"]],
    ["export const f = (a: number): number => a;", ["f"]],
    ["export let a = 1; export var b = 2;", ["a", "b"]],
    ["export abstract class K {}", ["K"]],
    ["export { a, b as c };", ["a", "c"]],
    ["export { f } from './f.ts';", ["f"]],
    ["export { type T, a as default, type as b };", ["b"]],
    ["export default function d() {}", []],
    ["export type T = 1; export interface I {}", []],
    ["export * from './f.ts';", []],
    ["// export const a = 1\n/* export const b = 1 */", []],
    ["const s = 'export const a = 1';", []],
    ["const s = `export const a ${1} export const b`;", []],
    ["const r = /export const a/;", []],
    ["it.export const a", []],
    ["export\n  /* here */ const\n  计算 = 1", ["计算"]],
    ["export const a = 1;\nexport const a = 2;", ["a"]],
    ["export", []],
    ["export {", []],
    ["", []],
  ];
  for (const [source, names] of cases) {
    assertEquals(exportNames(source), names, source);
  }
});
