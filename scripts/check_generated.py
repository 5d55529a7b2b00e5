"""Fail where a committed file is not what the program makes today.

Builds the seeds into a temporary folder and compares the Turtle byte for byte with ``graphs/civic.ttl``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build, compare, say what to do."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "kg", "build", str(ROOT / "seeds"), "--out", folder, "-q", "--no-cache"]
        subprocess.run(command, check=True, cwd=ROOT)
        fresh = (Path(folder) / "civic.ttl").read_bytes()
    if fresh != (ROOT / "graphs" / "civic.ttl").read_bytes():
        print("graphs/civic.ttl is out of date: run `make run` and commit the result", file=sys.stderr)
        return 1
    print("graphs/civic.ttl is up to date")
    return 0


if __name__ == "__main__":
    sys.exit(main())
