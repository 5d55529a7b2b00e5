"""More documents, more processes: time and memory as both grow, and a build that was stopped.

python -m benchmarks.scale --documents 100 500 --jobs 2

"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.corpus import write
from benchmarks.measure import Cost, python, table


def build(folder: Path, out: Path, jobs: int, cache: Path | None = None, engine: str = "local") -> Cost:
    return python("benchmarks.work", "build", str(folder), str(out), str(jobs), str(cache or ""), engine)


def same(one: Path, other: Path) -> str:
    equal = (one / "civic.ttl").read_bytes() == (other / "civic.ttl").read_bytes()
    return "the same bytes" if equal else "OTHER BYTES"


def ceiling(root: Path, folder: Path, one: Cost, jobs: int) -> float:
    """How many times the work of one build so many builds do at once that share nothing: what the machine itself allows."""
    started = time.perf_counter()
    with ThreadPoolExecutor(jobs) as pool:
        list(pool.map(lambda number: build(folder, root / f"apart{number}", 1), range(jobs)))
    return jobs * one.wall / (time.perf_counter() - started)


def processes(root: Path, documents: int, jobs: int) -> None:
    folder = write(root / "jobs", documents)
    one = build(folder, root / "one", 1)
    many = build(folder, root / "many", jobs)
    cluster = build(folder, root / "cluster", jobs, engine="dask")
    rows = [
        (name, cost.wall, one.wall / cost.wall, f"{cost.main / cost.cpu:.3f}", same(root / "one", root / out))
        for name, cost, out in (
            ("1 process", one, "one"),
            (f"{jobs} processes", many, "many"),
            (f"Dask, {jobs} workers", cluster, "cluster"),
        )
    ]
    head = ("", "seconds", "ratio", "share of the main process in all CPU", "graph")
    table(f"Processes, {documents} reports", head, rows)
    print(
        f"\n{jobs} builds at once that share nothing do {ceiling(root, folder, one, jobs):.2f} times the work of one."
    )


def growth(root: Path, sizes: list[int], jobs: int) -> None:
    rows: list[tuple[object, ...]] = []
    for size in sizes:
        folder = write(root / f"in{size}", size)
        cold = build(folder, root / f"out{size}", jobs, root / f"cache{size}")
        warm = build(folder, root / f"out{size}", jobs, root / f"cache{size}")
        rows.append(
            (
                size,
                cold.wall,
                cold.cpu / size * 1000,
                warm.cpu / size * 1000,
                f"{cold.own:.0f}",
                f"{cold.worker:.0f}",
                f"{cold.told['megabytes']:.1f}",
                cold.told["claims"],
            )
        )
    head = (
        "reports",
        "seconds",
        "CPU, ms a report",
        "again, ms",
        "main process, MB",
        "a worker, MB",
        "Turtle, MB",
        "claims",
    )
    table(f"Growth, {jobs} processes", head, rows)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=[100, 500])
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        processes(Path(name), asked.documents[-1], asked.jobs)
        growth(Path(name), asked.documents, asked.jobs)
    return 0


if __name__ == "__main__":
    sys.exit(main())
