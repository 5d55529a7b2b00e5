"""Scopes joined by the workers, who would stand idle while the main process joins."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from kg.cache import Cache, name_key
from kg.outputs import rendered
from kg.resolve.scopes import Scope, joined_alone
from kg.workers import Workers


def join_scopes(folder: Path, made_by: str, scopes: Sequence[Scope]) -> None:
    """Join scopes and keep what comes of them.

    Args:
        folder: The cache's.
        made_by: Version of the extractor.
        scopes: Scopes that no decision of a person speaks of.
    """
    cache = Cache(folder, made_by)
    for one in scopes:
        cache.scopes.put(name_key(one.name), joined_alone(one, rendered))


def begin(workers: Workers, scopes: Sequence[Scope]) -> Future[None] | None:
    """Give scopes to a worker; None where none is running."""
    return workers.call(join_scopes, workers.cache.folder, workers.cache.made_by, scopes)
