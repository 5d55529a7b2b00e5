"""Which of the texts that the rules did not read right hold by now: ``python scripts/wanted_cases.py [-v]``.

Prints, for each cause, how many texts of ``tests/extract/entities/wanted.yaml`` hold; with ``-v`` what is wrong
with the others. Texts that hold belong into ``cases.yaml``.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.extract.entities.marked import cases, problems  # noqa: E402

WANTED = ROOT / "tests" / "extract" / "entities" / "wanted.yaml"


def main() -> None:
    """Read every wanted text and print how many hold, cause by cause."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("-v", "--verbose", action="store_true", help="say what is wrong with each text")
    verbose = parser.parse_args().verbose
    causes: dict[str, list[tuple[str, list[str]]]] = defaultdict(list)
    for case in cases(WANTED):
        causes[case["cause"]].append((case["text"].strip(), problems(case)))
    for cause, rows in causes.items():
        print(f"{sum(not wrong for _, wrong in rows)} of {len(rows)}  {cause}")
        for text, wrong in rows:
            if verbose or not wrong:
                print(
                    "\n".join(
                        [f"     {'-' if wrong else '+'} {text}", *(f"         {line}" for line in wrong)]
                    )
                )
    everything = [wrong for rows in causes.values() for _, wrong in rows]
    print(f"{sum(not wrong for wrong in everything)} of {len(everything)} texts hold")


if __name__ == "__main__":
    main()
