"""What commands cost before they do anything: CPU seconds of ``kg --help`` and of a question to the seeds' graph."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measure import table

ROOT = Path(__file__).parents[1]
COMMANDS = (
    ("kg --help", 0.3, ("--help",)),
    ("kg queries", 0.5, ("queries",)),
    ("kg query (the first of the catalogue)", 1.0, ("query", "QUERY", "--graph", "GRAPH")),
)


def cpu(arguments: tuple[str, ...]) -> tuple[float, int]:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments], capture_output=True, check=False, cwd=ROOT
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.returncode


def first_query() -> str:
    return sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))[0]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        cpu(("build", "seeds", "--out", folder, "--no-cache", "--no-page", "--quiet"))
        return compare({"QUERY": first_query(), "GRAPH": str(Path(folder) / "civic.ttl")})


def compare(values: dict[str, str]) -> int:
    rows: list[tuple[object, ...]] = []
    missed = False
    for name, limit, arguments in COMMANDS:
        given = tuple(values.get(one, one) for one in arguments)
        best, code = min(cpu(given) for _ in range(3))
        missed |= best > limit or code != 0
        rows.append((name, best, limit, best / limit, code))
    table("Start-up", ("command", "CPU, s", "limit, s", "ratio", "exit code"), rows)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
