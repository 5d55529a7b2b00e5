"""What a second build costs: N reports, one of them changed, against the build from nothing.

    python -m benchmarks.incremental [--reports 1000] [--jobs 2] [--page]

The reports are those of the other benchmarks, of many towns. What counts is the time of the processors, of all
processes together: it does not depend on what else the machine does. Prints ratios, and fails where the second
build is not byte for byte what a build from nothing gives, or costs more than its budget.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import write
from benchmarks.measure import Cost, python, table

BUDGET = 0.05
SENTENCE = "\nСовет ветеранов провёл форум.\n"


def row(name: str, cost: Cost, cold: Cost) -> tuple[object, ...]:
    return (
        name,
        cost.cpu,
        f"{cost.cpu / cold.cpu:.3f}",
        cost.wall,
        f"{cost.wall / cold.wall:.3f}",
        f"{cost.own:.0f}",
    )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--page", action="store_true", help="with the page")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        folder = write(root / "in", asked.reports)
        changed_report = sorted(folder.rglob("*.txt"))[asked.reports // 2]

        def build(out: str, cache: Path | str) -> Cost:
            page = "page" if asked.page else ""
            return python(
                "benchmarks.work",
                "build",
                str(folder),
                str(root / out),
                str(asked.jobs),
                str(cache),
                "local",
                page,
            )

        cold = build("cold", root / "cache")
        same = build("same", root / "cache")
        text = changed_report.read_text(encoding="utf-8")
        changed_report.write_text(text + SENTENCE, encoding="utf-8")
        changed = build("changed", root / "cache")
        build("again", "")
        names = sorted(path.name for path in (root / "again").iterdir())
        equal = all((root / "changed" / n).read_bytes() == (root / "again" / n).read_bytes() for n in names)
    rows = [
        row("from nothing", cold, cold),
        row("nothing changed", same, cold),
        row("one changed", changed, cold),
    ]
    head = ("build", "CPU, s", "ratio", "seconds", "ratio", "main process, MB")
    table(f"A second build, {asked.reports} reports, budget {BUDGET:g}", head, rows)
    print(f"\nbyte for byte the same as from nothing ({', '.join(names)}): {equal}")
    return 0 if equal and changed.cpu <= BUDGET * cold.cpu else 1


if __name__ == "__main__":
    sys.exit(main())
