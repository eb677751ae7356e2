/**
 * The claims of a page, checked where it is read.
 *
 * @module
 */
import type { Claim } from "../../workbook/lesson.ts";

/** Checks claims one after the other; between them a page can do something else. */
export async function checkClaims(
  claims: readonly Claim[],
  rest: () => Promise<void>,
): Promise<boolean[]> {
  const held: boolean[] = [];
  for (const { holds } of claims) {
    await rest();
    held.push(holdsHere(holds));
  }
  return held;
}

function holdsHere(holds: Claim["holds"]): boolean {
  try {
    return holds();
  } catch {
    return false;
  }
}

/** Says what came of it. */
export function sayHeld(held: readonly boolean[]): string {
  const failed = held.filter((one) => !one).length;
  if (failed === 0) return `Run in this browser: all ${held.length} hold.`;
  return `Run in this browser: ${failed} of ${held.length} ` +
    `${failed === 1 ? "does" : "do"} not hold.`;
}

/** Puts a button below the claims of a page. */
export function offerCheck(list: HTMLElement, claims: readonly Claim[]): void {
  const line = document.createElement("p");
  line.className = "live-claims";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Check the claims here";
  const status = document.createElement("span");
  status.role = "status";
  line.append(button, status);
  list.after(line);
  button.addEventListener("click", async () => {
    button.disabled = true;
    const rest = (): Promise<void> => new Promise((go) => setTimeout(go));
    const held = await checkClaims(claims, rest);
    for (const [i, item] of [...list.querySelectorAll("li")].entries()) {
      item.dataset.holds = held[i] ? "yes" : "no";
    }
    status.textContent = sayHeld(held);
    button.disabled = false;
  });
}
