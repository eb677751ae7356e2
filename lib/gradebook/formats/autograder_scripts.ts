/**
 * What Gradescope and Classroom 50 run: scripts that find Deno, and hand a submission to
 * `deno task homework autograde`.
 *
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/ and
 * https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
 *
 * @module
 */

/** Where the parts of an autograder lie in its folder. */
export const autograderParts = {
  workbook: "workbook",
  homework: "homework.json",
  open: "open.json",
} as const;

const { workbook, homework, open } = autograderParts;

/**
 * Gradescope runs it once, as root, on Ubuntu 22.04. Of Deno's package, only the program is used: the
 * Node of that system is too old for its installer.
 *
 * @param version Of Deno, as in "2.9.6".
 */
export function setupScript(version: string): string {
  return setup.replaceAll("VERSION", version);
}

const setup = `#!/usr/bin/env bash
# Made by deno task homework gradescope.
set -euo pipefail
top="\${AUTOGRADER:-/autograder}"
deno="$top/source/.deno"
apt-get update
apt-get install -y --no-install-recommends ca-certificates npm util-linux
mkdir -p "$deno/cache" "$deno/first"
npm install --prefix "$deno" --ignore-scripts --no-audit --no-fund deno@VERSION
ln -sf "$(ls "$deno"/node_modules/@deno/linux-*-glibc/deno)" "$deno/deno"
id student > /dev/null 2>&1 || useradd --create-home student
# What is translated now needs not be at each submission.
cd "$top/source/${workbook}"
export DENO_DIR="$deno/cache"
"$deno/deno" task --quiet homework autograde \\
  "$deno/first" --homework "$top/source/${homework}" \\
  --gradescope "$deno/first.json" || true
chown -R student "$deno/cache"
chmod -R a+rX "$top/source"
`;

/** Gradescope runs it for each submission, as root. It ends by itself before it would be ended. */
export const runScript = `#!/usr/bin/env bash
# Made by deno task homework gradescope.
set -u
top="\${AUTOGRADER:-/autograder}"
source="$top/source"
results="$top/results"
deno="\${DENO:-$source/.deno/deno}"
mkdir -p "$results"
if [ "$(id -u)" = 0 ] && id student > /dev/null 2>&1; then
  chown student "$results"
  chmod -R a+rX "$top/submission"
  exec runuser -u student -- env AUTOGRADER="$top" bash "$source/run_autograder"
fi
# Where nothing else comes, this is shown: all is open.
cp "$source/${open}" "$results/results.json.unfinished"
mv "$results/results.json.unfinished" "$results/results.json"
export DENO_DIR="\${DENO_DIR:-$source/.deno/cache}"
cd "$source/${workbook}"
exec timeout --kill-after=10 540 "$deno" task --quiet homework autograde \\
  "$top/submission" --homework "$source/${homework}" \\
  --gradescope "$results/results.json"
`;

/**
 * Classroom 50 runs it in the student's checkout. Whoever pushed and which commit it is stands in its
 * environment; a submission is as old as its commit, however often it is graded.
 *
 * @param version Of Deno, as in "2.9.6".
 */
export function classroom50Script(version: string): string {
  return autograder.replaceAll("VERSION", version);
}

const autograder =
  `"""Grades the checkout it is run in. Made by deno task homework classroom50."""

import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
DENO = os.environ.get("DENO", "npx -y deno@VERSION").split()
UTC = datetime.timezone.utc
FORM = "%Y-%m-%dT%H:%M:%SZ"


def submitted():
    """When the commit was made; without a repository, now."""
    show = ["git", "-c", "safe.directory=*", "show", "-s", "--format=%ct", "HEAD"]
    found = subprocess.run(show, capture_output=True, text=True, check=False)
    at = found.stdout.strip()
    if found.returncode == 0 and at.isdigit():
        return datetime.datetime.fromtimestamp(int(at), UTC)
    return datetime.datetime.now(UTC)


def put(name, content):
    """Writes a file of the checkout. Who made a link of that name leads nowhere."""
    place = Path(name)
    place.unlink(missing_ok=True)
    with place.open("xb") as file:
        file.write(content)


def grade(folder):
    """Grades the checkout, and reads what came of it."""
    graded = Path(folder) / "graded.json"
    options = {
        "--homework": HERE / "${homework}",
        "--classroom50": graded,
        "--feedback": Path(folder) / "feedback.md",
    }
    words = [str(word) for option in options.items() for word in option]
    command = [*DENO, "task", "--quiet", "homework", "autograde", os.getcwd()]
    ended = subprocess.run(
        [*command, *words], cwd=HERE / "${workbook}", timeout=780, check=False
    )
    if ended.returncode != 0 or not graded.is_file():
        print("::error::The submission could not be graded", file=sys.stderr)
        sys.exit(1)
    put("release-body.md", (Path(folder) / "feedback.md").read_bytes())
    return json.loads(graded.read_text(encoding="utf-8"))


with tempfile.TemporaryDirectory() as scratch:
    result = {
        "schema": "classroom50/result/v1",
        "classroom": os.environ["CLASSROOM"],
        "assignment": os.environ["ASSIGNMENT"],
        "owner": os.environ.get("OWNER") or os.environ.get("USERNAME", ""),
        "assignment_type": os.environ.get("ASSIGNMENT_TYPE") or "individual",
        "submission": os.environ["SUBMISSION_TAG"],
        "commit": os.environ["COMMIT_URL"],
        "release": os.environ["RELEASE_URL"],
        "review": os.environ.get("REVIEW_URL") or os.environ["COMMIT_URL"],
        "datetime": submitted().strftime(FORM),
        "graded_at": datetime.datetime.now(UTC).strftime(FORM),
        **grade(scratch),
    }
text = json.dumps(result, indent=2, ensure_ascii=False) + "\\n"
put("result.json.unfinished", text.encode())
os.replace("result.json.unfinished", "result.json")
`;
