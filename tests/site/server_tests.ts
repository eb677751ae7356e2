import { assertEquals, assertStringIncludes } from "@std/assert";
import { SiteServer } from "../../lib/site/server.ts";
import { temporaryTest } from "../command.ts";
import { makeLink, specialFilesTest } from "../special_files.ts";

/** Asks a server of a folder that holds a site, and a file beside it. */
async function ask(
  folder: string,
  path: string,
  { host = "127.0.0.1:8000", method = "GET" } = {},
): Promise<string> {
  const server = new SiteServer(`${folder}/site`);
  const response = server.answer(
    new Request(`http://${host}${path}`, { method }),
  );
  return `${response.status} ${await response.text()}`.trim();
}

function fill(folder: string): void {
  Deno.mkdirSync(`${folder}/site/lessons/a`, { recursive: true });
  Deno.writeTextFileSync(`${folder}/site/index.html`, "<body>home</body>");
  Deno.writeTextFileSync(
    `${folder}/site/lessons/a/index.html`,
    "<body>a</body>",
  );
  Deno.writeTextFileSync(`${folder}/site/a.css`, "b{}");
  Deno.writeTextFileSync(`${folder}/site/.mark`, "hidden");
  Deno.writeTextFileSync(`${folder}/secret.html`, "secret");
}

Deno.test(
  temporaryTest(
    "SiteServer.answer() serves files of the folder, and pages that load themselves again",
    async (folder) => {
      fill(folder);
      for (const path of ["/", "/index.html"]) {
        const page = await ask(folder, path);
        assertStringIncludes(page, "200 <body>home<script>");
        assertStringIncludes(page, "EventSource");
      }
      assertStringIncludes(await ask(folder, "/lessons/a/?x=1"), "<body>a");
      assertEquals(await ask(folder, "/a.css"), "200 b{}");
    },
  ),
);

Deno.test(
  temporaryTest(
    "SiteServer.answer() leads to a folder's page where its last slash is left out",
    (folder) => {
      fill(folder);
      const request = new Request("http://127.0.0.1:8000/lessons/a");
      const { status, headers } = new SiteServer(`${folder}/site`)
        .answer(request);
      assertEquals([status, headers.get("location")], [302, "/lessons/a/"]);
      return Promise.resolve();
    },
  ),
);

Deno.test(
  specialFilesTest(
    "SiteServer.answer() serves nothing else, and nobody else",
    async (folder) => {
      fill(folder);
      await makeLink(`${folder}/secret.html`, `${folder}/site/link.html`);
      const paths = ["/secret.html", "/%2e%2e/secret.html", "/..%2fsecret.html"]
        .concat("/.mark", "/lessons", "/lessons/b/", "/a.css/", "/%", "//a.css")
        .concat(
          "/link.html",
          "/%00",
          "/c:%5csecret.html",
          "/lessons/..%5c..%5csecret.html",
        );
      for (const path of paths) {
        assertEquals(
          await ask(folder, path),
          "404 There is no such page.",
          path,
        );
      }
      const stranger = await ask(folder, "/", { host: "evil.example" });
      assertEquals(stranger.slice(0, 3), "403");
      // As Deno hands on what stands in a request.
      const nobody = { url: "http://a b/", method: "GET" } as Request;
      assertEquals(new SiteServer(folder).answer(nobody).status, 400);
      const writer = await ask(folder, "/", { method: "POST" });
      assertEquals(writer.slice(0, 3), "405");
    },
  ),
);

Deno.test("SiteServer.tell() reaches every open page, and no closed one", async () => {
  const server = new SiteServer("nowhere");
  const listen = (): ReadableStreamDefaultReader<Uint8Array> =>
    server.answer(new Request("http://127.0.0.1:1/-/news")).body!.getReader();
  const next = async (reader: ReturnType<typeof listen>): Promise<string> =>
    new TextDecoder().decode((await reader.read()).value);
  const [one, two] = [listen(), listen()];
  for (const reader of [one, two]) {
    assertEquals(await next(reader), ": here\n\n");
  }
  await two.cancel();
  server.tell();
  assertEquals(await next(one), "data: new\n\n");
  await one.cancel();
});
