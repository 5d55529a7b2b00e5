"""Where words go: data on stdout, everything else on stderr."""

from __future__ import annotations

from functools import cache

from rich.console import Console


@cache
def out() -> Console:
    """The console for data."""
    return Console(highlight=False, soft_wrap=True)


@cache
def err() -> Console:
    """The console for messages and progress."""
    return Console(stderr=True, highlight=False, soft_wrap=True)
