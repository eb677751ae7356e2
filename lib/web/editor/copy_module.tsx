/**
 * The program as TypeScript, to be copied into a file.
 *
 * @module
 */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Program } from "../../machine/program.ts";
import type { Address } from "../address.ts";
import { commandFor, readGiven } from "../given.ts";
import { CopyLink } from "../copy_link.tsx";
import { useCopied } from "../use_copied.ts";
import { ownOptions } from "./own_job.ts";
import {
  canBeExported,
  programModule,
  usualExport,
} from "../../workbook/program_module.ts";

/** Shows the module, and copies it; and the link, where nothing else does. */
export function CopyModule({ program, address, hasPlayer }: {
  readonly program: Program;
  readonly address: Address;
  /** Whether there is a player: it has a button for the link, too. */
  readonly hasPlayer: boolean;
}): JSX.Element {
  const { answer = "" } = address;
  const name = canBeExported(answer) ? answer : usualExport;
  const text = programModule(program, name);
  const [isCopied, copy] = useCopied();
  const shown = useRef<HTMLPreElement>(null);
  async function take(): Promise<void> {
    const place = shown.current;
    if (await copy(text) || place === null) return;
    // Where a browser refuses, as a page must that came without https, it is copied by hand.
    place.closest("details")!.open = true;
    getSelection()?.selectAllChildren(place);
  }
  return (
    <section class="own live" aria-label="Take it with you">
      <p class="own-acts">
        <button type="button" onClick={take}>
          {isCopied ? "Copied" : "Copy as TypeScript"}
        </button>
        {!hasPlayer && <CopyLink link={() => location.href} />}
      </p>
      <Whither {...{ address, name }} />
      <details>
        <summary>The TypeScript</summary>
        <pre class="code" tabIndex={0} ref={shown}><code>{text}</code></pre>
      </details>
    </section>
  );
}

/** Says what the module is for. */
function Whither({ address, name }: {
  readonly address: Address;
  readonly name: string;
}): JSX.Element {
  const given = readGiven(ownOptions, address);
  const command = `${
    commandFor(5, ownOptions, given)
  } --program mine.ts --step`;
  return (
    <p>
      Save the TypeScript as <code>mine.ts</code> and type{" "}
      <code>{command}</code>, or put{" "}
      {name === usualExport ? "its function" : <code>{name}</code>}{" "}
      and the imports into your answer of an exercise: what is right there,{" "}
      <code>deno task grade</code> says.
    </p>
  );
}
