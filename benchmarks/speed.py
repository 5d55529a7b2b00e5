"""One core: the whole of ``kg build``, reading to Turtle, against natasha's own pipeline, which only tags.

    python -m benchmarks.speed --documents 500

The texts are the same, the run is one, each side has a process of its own with one thread. natasha runs before
and after, so that a machine that changes its speed in between shows.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.corpus import write
from benchmarks.measure import python, table


def compare(folder: Path, out: Path, documents: int) -> float:
    before = python("benchmarks.work", "natasha", str(folder))
    ours = python("benchmarks.work", "build", str(folder), str(out), "1")
    after = python("benchmarks.work", "natasha", str(folder))
    theirs = (before.told["seconds"] + after.told["seconds"]) / 2
    ratio = theirs / ours.cpu
    rows = [
        ("natasha: segment, morphology, syntax, NER", theirs / documents * 1000, 1.0),
        ("kg build: reading to Turtle, start-up included", ours.cpu / documents * 1000, ratio),
    ]
    spread = after.told["seconds"] / before.told["seconds"]
    table(
        f"One core, {documents} reports of {before.told['tokens'] // documents} words (natasha again: ×{spread:.2f})",
        ("", "CPU, ms a report", "throughput, ratio"),
        rows,
    )
    return ratio


def stages(folder: Path, out: Path, documents: int) -> None:
    spent = python("benchmarks.work", "stages", str(folder), str(out / "stages.ttl")).told["spent"]
    total = sum(spent.values())
    rows = [(stage, value / documents * 1000, f"{value / total:.0%}") for stage, value in spent.items()]
    table("Where the time goes", ("stage", "CPU, ms a report", "share"), rows)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=500)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name) / "in", asked.documents)
        ratio = compare(folder, Path(name) / "out", asked.documents)
        stages(folder, Path(name), asked.documents)
    return 0 if ratio >= 1 else 1


if __name__ == "__main__":
    sys.exit(main())
