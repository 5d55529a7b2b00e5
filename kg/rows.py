"""Dataclasses as rows of JSON and back: nothing of it is executed, as a pickle would be."""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from itertools import chain
from operator import attrgetter
from typing import Any

from kg.model import Block

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_Step = Callable[[Any], Any] | None


def dump(value: object) -> bytes:
    """A value of lists, dictionaries, texts and numbers as one line of JSON; odd bytes of file names included."""
    return _ENCODE(value).encode("utf-8", "surrogatepass")


def parse(data: bytes) -> Any:  # noqa: ANN401 - whatever was dumped
    """What :func:`dump` wrote."""
    return json.loads(data.decode("utf-8", "surrogatepass"))


def _runs(offsets: Sequence[int]) -> list[int]:
    """Offsets as (first, count) runs: nearly all of a block's characters follow each other in the source."""
    found: list[int] = []
    for offset in offsets:
        if found and offset == found[-2] + found[-1]:
            found[-1] += 1
        else:
            found += (offset, 1)
    return found


def _offsets(runs: Sequence[int]) -> tuple[int, ...]:
    pairs = zip(runs[::2], runs[1::2], strict=True)
    return tuple(chain.from_iterable(range(first, first + count) for first, count in pairs))


def _plain(hint: Any) -> Any:  # noqa: ANN401 - a type of whatever form
    """A type without its ``| None``."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(arg for arg in typing.get_args(hint) if arg is not type(None))
    return hint


def _set_of(step: _Step) -> Callable[[Any], Any]:
    return (lambda values: frozenset(map(step, values))) if step else frozenset


def _sorted(step: _Step) -> Callable[[Any], Any]:
    return (lambda values: sorted(map(step, values))) if step else sorted


def _each(step: _Step) -> Callable[[Any], Any]:
    return (lambda values: list(map(step, values))) if step else list


def _tuple_of(step: _Step) -> Callable[[Any], Any]:
    return (lambda values: tuple(map(step, values))) if step else tuple


def _optional(step: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else step(value)


def _steps(hint: Any) -> tuple[_Step, _Step]:  # noqa: ANN401
    """How values of a type are written to and read from JSON; None where they are the same."""
    inner = _plain(hint)
    found: tuple[Callable[[Any], Any], Callable[[Any], Any]]
    if typing.get_origin(inner) in (tuple, frozenset):
        write, read = _steps(typing.get_args(inner)[0])
        whole = typing.get_origin(inner) is tuple
        found = (_each(write), _tuple_of(read)) if whole else (_sorted(write), _set_of(read))
    elif is_dataclass(inner):
        found = rows(typing.cast(type, inner))
    elif isinstance(inner, type) and issubclass(inner, Enum):
        found = (attrgetter("value"), {member.value: member for member in inner}.__getitem__)
    else:
        return None, None
    return found if inner is hint else (_optional(found[0]), _optional(found[1]))


@cache
def rows(kind: type) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """How a dataclass is written as the list of its fields' values, fit for JSON, and read from it."""
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind)]
    steps = {name: _steps(hints[name]) for name in names}
    if kind is Block:
        steps["offsets"] = (_runs, _offsets)
    writers = [(name, steps[name][0]) for name in names]
    readers = [(index, step) for index, name in enumerate(names) if (step := steps[name][1])]

    def write(value: Any) -> list[Any]:  # noqa: ANN401
        return [step(getattr(value, name)) if step else getattr(value, name) for name, step in writers]

    def read(row: list[Any]) -> Any:  # noqa: ANN401
        for index, step in readers:
            row[index] = step(row[index])
        return kind(*row)

    return write, read
