"""The lexicons, as data: one YAML file a matter, read through :func:`load` and :func:`words`."""

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


@cache
def words(file: str, name: str) -> frozenset[str]:
    """A list of a data file as a set, made once a process.

    Args:
        file: File name with its ending («awards.yaml»).
        name: The list's key in it.
    """
    return frozenset(load(file)[name])
