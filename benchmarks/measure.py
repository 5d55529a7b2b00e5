"""Runs something in a process of its own and says what it took."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
_MEGA = 1024.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children took.

    Attributes:
        wall: Seconds by the clock.
        cpu: Seconds of all processors, children included.
        main: Seconds of all processors that the process itself took.
        own: Peak memory of the process itself, MB.
        worker: Peak memory of its largest child, MB.
        told: What it printed, as JSON.
    """

    wall: float
    cpu: float
    main: float
    own: float
    worker: float
    told: dict[str, Any]


def python(*arguments: str) -> Cost:
    """Run ``python -m …``, which ends with :func:`tell`."""
    began = time.perf_counter()
    root = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *arguments],
        check=True,
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, **ONE_THREAD},
    )
    wall = time.perf_counter() - began
    told = json.loads(done.stdout.splitlines()[-1])
    return Cost(wall, *(told.pop(name) for name in ("cpu", "main", "own", "worker")), told)


def tell(**values: object) -> None:
    """Print what this process took so far, with values of the caller's, as one line of JSON."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    main, others = (usage.ru_utime + usage.ru_stime for usage in (own, children))
    memory = {"own": own.ru_maxrss / _MEGA, "worker": children.ru_maxrss / _MEGA}
    print(json.dumps({"cpu": main + others, "main": main, **memory, **values}))


def table(title: str, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Print a table in Markdown, so that it can stand in a page as it is."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(head) + " |")
    print("|" + "---|" * len(head))
    for row in rows:
        print(
            "| " + " | ".join(f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in row) + " |"
        )
    sys.stdout.flush()
