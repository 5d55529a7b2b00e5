"""All benchmarks, one after the other: ``python -m benchmarks`` (about half an hour), ``--quick`` for a few minutes."""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
FULL = (
    ("speed.py", "--documents", "500"),
    ("scale.py", "--documents", "100", "500", "2000"),
    ("startup.py",),
    ("incremental.py",),
    ("queries.py", "--triples", "100000"),
    ("view.py",),
)
QUICK = (
    ("speed.py", "--documents", "100"),
    ("scale.py", "--documents", "50", "100"),
    ("startup.py",),
    ("incremental.py", "--reports", "100"),
    ("queries.py", "--triples", "100000", "--no-rdflib"),
    ("view.py", "1000"),
)


def run(name: str, arguments: tuple[str, ...]) -> bool:
    """Run one benchmark; whether it kept its promise."""
    print(f"\n## {name.removesuffix('.py')} {' '.join(arguments)}", flush=True)
    # as a script from its folder, and with the project's root for the modules that share things
    path = os.pathsep.join(filter(None, (str(HERE.parent), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-W", "ignore", str(HERE / name), *arguments],
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--only", help="one of them, by name")
    asked = parser.parse_args()
    print(
        f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    )
    chosen = [
        (name, tuple(rest))
        for name, *rest in (QUICK if asked.quick else FULL)
        if (HERE / name).exists() and asked.only in {None, name.removesuffix(".py")}
    ]
    missed = [name for name, rest in chosen if not run(name, rest)]
    if missed:
        print(f"\nnot as promised: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
