"""What a second build costs: N reports, one of them changed, against the build from nothing.

    python benchmarks/incremental.py [--reports 1000] [--jobs 2] [--source seeds]

The reports are those of a folder, each copied as another year of another town, so that no two are equal.
Prints ratios, since seconds depend on the machine, and fails where the second build is not byte for byte what
a build from nothing gives, or costs more than its budget.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice, product
from pathlib import Path

from kg.cache import Cache
from kg.corpus import ReadFailure, find
from kg.pipeline import GRAPH, Request, build
from kg.resolve.join import join
from kg.workers import outcomes

TOWNS = ("Алейск", "Бийск", "Рубцовск", "Елец", "Пермь", "Томск", "Саяногорск", "Псков", "Ковров", "Шуя")
BUDGET = 0.05


def make_reports(source: Path, folder: Path, count: int) -> list[Path]:
    """Write ``count`` reports, all different, and return their paths."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(source.rglob("*.txt"))]
    made = []
    for year, town, text in islice(product(range(1000, 3000), TOWNS, texts), count):
        path = folder / f"{town}-{year}-{len(made)}.txt"
        path.write_text(f"{text}\n\nОтчёт № {len(made)} за {year} год, {town}.\n", encoding="utf-8")
        made.append(path)
    return made


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def stages(folder: Path, cache: Path) -> tuple[float, float]:
    """Seconds for reading all extractions from the cache, and for joining them."""
    found: list[object] = []
    kept = timed(lambda: found.extend(outcomes(find([str(folder)]).sources, 1, Cache(cache))))
    read = [one for one in found if not isinstance(one, ReadFailure)]
    return kept, timed(lambda: join(read))  # type: ignore[arg-type]


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--reports", type=int, default=1000)
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--source", type=Path, default=Path("seeds"))
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        (root / "in").mkdir()
        reports = make_reports(asked.source, root / "in", asked.reports)

        def run(out: str, cache: str | None) -> Path:
            kept = root / cache if cache else None
            build(Request([str(root / "in")], root / out, asked.jobs, cache=kept, page=False))
            return root / out / GRAPH

        cold = timed(lambda: run("cold", "cache"))
        same = timed(lambda: run("same", "cache"))
        reports[0].write_text(reports[0].read_text(encoding="utf-8") + "\nСовет ветеранов провёл форум.\n")
        changed = timed(lambda: run("changed", "cache"))
        kept, joined = stages(root / "in", root / "cache")
        run("again", None)
        equal = (root / "changed" / GRAPH).read_bytes() == (root / "again" / GRAPH).read_bytes()
        print(f"reports: {len(reports)}; cold build: 1.00 ({cold:.1f} s)")
        print(
            f"nothing changed: {same / cold:.3f}; one report changed: {changed / cold:.3f} (budget {BUDGET})"
        )
        print(f"of that reading the kept extractions {kept / cold:.3f}, joining {joined / cold:.3f}")
        print(f"byte for byte the same as from nothing: {equal}")
        return 0 if equal and changed <= BUDGET * cold else 1


if __name__ == "__main__":
    sys.exit(main())
