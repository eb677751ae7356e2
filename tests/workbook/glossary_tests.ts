import { assertEquals } from "@std/assert";
import { termsOf } from "../../lib/workbook/glossary.ts";

const page = `# 3. Made up

> A page.

The **kernel** (内核) serves a **user
mode** (用户态), as "kernel buffer" (内核缓冲区) in other texts. With **direct memory
access**, DMA (直接内存访问), and **[kTLS](https://example.org/tls.html)** (内核TLS).
**Memory mapping** (内存映射), **A short count** (短计数), **CPU copy** (CPU拷贝).
**Scatter-gather DMA** (SG-DMA, 分散/聚集). Then _Jump_ (控制转移). A **bold word** (in brackets), and
plain words (没有).

\`\`\`text
**code** (代码)
\`\`\`
`;

Deno.test("termsOf() lists what is bold, linked or quoted before its Chinese", () => {
  const terms = termsOf(page, 3);
  assertEquals(
    terms.map(({ english, chinese, lesson }) =>
      `${english}=${chinese}=${lesson}`
    ),
    [
      "kernel=内核=3",
      "user mode=用户态=3",
      "kernel buffer=内核缓冲区=3",
      "direct memory access=直接内存访问=3",
      "kTLS=内核TLS=3",
      "memory mapping=内存映射=3",
      "short count=短计数=3",
      "CPU copy=CPU拷贝=3",
      "scatter-gather DMA=SG-DMA, 分散/聚集=3",
      "jump=控制转移=3",
    ],
  );
});
