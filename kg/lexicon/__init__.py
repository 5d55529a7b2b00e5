"""The lexicons, as data: one YAML file a matter, read through :func:`load`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load(name: str) -> Any:  # noqa: ANN401 - what a data file holds, only its reader knows
    """A data file of this folder, parsed once a process.

    Args:
        name: File name with its ending («heads.yaml»).
    """
    return yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), Loader=_LOADER)
