/**
 * The rules of this house that a linter can say: `deno lint` runs them.
 *
 * @module
 */

/** The most lines that a function may have, its signature included. */
const mostFunctionLines = 40;

/** The top of the repository, as a path. */
const top = decodeURIComponent(new URL("../", import.meta.url).pathname)
  .replace(/^\/(?=[a-z]:)/i, "");

/** Where a file lies in the repository: `lib/machine/cpu.ts`. */
function placeOf(filename: string): string {
  return filename.replaceAll("\\", "/").replace(top, "");
}

function linesOf(text: string, [start, end]: Deno.lint.Range): number {
  return text.slice(start, end).split("\n").length;
}

/** Reports a function that is longer than a screen. Tests may have long ones. */
const shortFunction: Deno.lint.Rule = {
  create(context): Deno.lint.LintVisitor {
    if (placeOf(context.filename).startsWith("tests/")) return {};
    const look = (
      node:
        | Deno.lint.FunctionDeclaration
        | Deno.lint.FunctionExpression
        | Deno.lint.ArrowFunctionExpression,
    ): void => {
      const lines = linesOf(context.sourceCode.text, node.range);
      if (lines <= mostFunctionLines) return;
      context.report({
        node,
        message:
          `A function has at most ${mostFunctionLines} lines: this one has ${lines}`,
      });
    };
    return {
      FunctionDeclaration: look,
      FunctionExpression: look,
      ArrowFunctionExpression: look,
    };
  },
};

/** Reports a file of lib that does not begin by saying what it is. */
const moduleHead: Deno.lint.Rule = {
  create(context): Deno.lint.LintVisitor {
    const place = placeOf(context.filename);
    if (!place.startsWith("lib/")) return {};
    return {
      Program(node): void {
        const { text } = context.sourceCode;
        const head = /^\/\*\*\n(?: \*.*\n)*? \*\/\n/.exec(text)?.[0] ?? "";
        const message = !/^ \* @module$/m.test(head)
          ? "It must begin with a comment that has @module"
          : place.startsWith("lib/machine/") &&
              !head.includes("Model, not Linux:")
          ? 'It must say what it leaves out: "Model, not Linux: …"'
          : undefined;
        if (message !== undefined) context.report({ node, message });
      },
    };
  },
};

/** Reports an ignored rule without a reason, and in lib a note of work to be done. */
const comments: Deno.lint.Rule = {
  create(context): Deno.lint.LintVisitor {
    return {
      Program(): void {
        const isLib = placeOf(context.filename).startsWith("lib/");
        for (const comment of context.sourceCode.getAllComments()) {
          const { range, value } = comment;
          if (/^\s*deno-lint-ignore(?:-file)?(?!.* -- \S)/.test(value)) {
            const message = 'A rule is ignored for a reason: "… -- reason"';
            context.report({ range, message });
          }
          if (isLib && /\b(?:TODO|FIXME)\b/.test(value)) {
            const message = "lib holds no note of work to be done";
            context.report({ range, message });
          }
        }
      },
    };
  },
};

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "short-function": shortFunction,
    "module-head": moduleHead,
    "comments": comments,
  },
};
export default plugin;
