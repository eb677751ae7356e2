/**
 * The leader's page in the browser: asks the room for its parts every two seconds, and puts those
 * that have changed into their places.
 *
 * @module
 */
const betweenMs = 2000;
const at = (id) => document.getElementById(id);
// The address on the screen is not to show the key: the tab remembers it.
const key = location.hash.slice(1);
if (key) sessionStorage.setItem("key", key);
history.replaceState(null, "", location.pathname);

const ask = (path, options) =>
  fetch(path, {
    ...options,
    headers: { authorization: `Bearer ${sessionStorage.getItem("key")}` },
    signal: AbortSignal.timeout(5000),
  });

function put(parts) {
  const focused = document.activeElement?.id;
  for (const [id, html] of Object.entries(parts)) {
    const place = at(id);
    if (place.drawn === html) continue;
    place.drawn = html;
    place.innerHTML = html;
  }
  if (focused && document.activeElement?.id !== focused) at(focused)?.focus();
}

let looks = 0;

async function look() {
  const mine = ++looks;
  const wishes = ["names", "explain"].filter((id) => at(id).checked);
  try {
    const answer = await ask(`/view?${wishes.join("&")}`);
    const said = answer.ok ? await answer.json() : await answer.text();
    // Whoever has just hidden the names is not shown them by an answer that was on its way.
    if (mine !== looks) return;
    if (answer.ok) put(said);
    at("gone").textContent = answer.ok ? "" : said;
  } catch {
    at("gone").textContent = "The room does not answer: is it still running?";
  }
}

document.addEventListener("click", async ({ target }) => {
  const { act, at } = target.closest("button")?.dataset ?? {};
  if (act === undefined) return;
  await ask(`/act?act=${act}&at=${at}`, { method: "POST" }).catch(() => {});
  await look();
});
for (const id of ["names", "explain"]) at(id).addEventListener("change", look);
look();
setInterval(look, betweenMs);
