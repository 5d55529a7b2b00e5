"""The questions that come with the program: SPARQL files whose comments say what they answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from pathlib import Path

from kg.errors import QueryError, Said, UsageError, reason
from kg.resources import resource

_HEADER = re.compile(r"^# *(title|question|param|column)(?:@(ru|en))?: *(.+?) *$", re.MULTILINE)
_PARAM = re.compile(r"^(\w+) +(\w+) +(\S+) +— +(.+)$")
_COLUMN = re.compile(r"^(\w+) +— +(.+)$")
_NUMBER = re.compile(r"^\d+-")
REQUIRED = "!"
UNSET = "-"
MANY = 10


class Kind(StrEnum):
    """What a parameter takes."""

    CITY = "city"
    ENTITY = "entity"
    CLASS = "class"
    RELATION = "relation"
    STATUS = "status"
    GROUP = "group"
    UNIT = "unit"
    INTEGER = "integer"
    STRING = "string"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a person may give with a question.

    Attributes:
        name: How it is called on the command line.
        kind: What it takes.
        default: The value where none is given; ``None``: the question is then asked without it.
        required: Whether the question makes no sense without it.
        words: What it means, by language.
    """

    name: str
    kind: Kind
    default: str | None
    required: bool
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A SPARQL query with what its comments say of it.

    Attributes:
        name: Its file's name without number and ending.
        text: SPARQL, parameters left open (``VALUES ?x { UNDEF } # parameter``).
        title: A few words, by language.
        question: The question it answers, by language.
        parameters: In the order of the file.
        columns: Heading of each column by its variable, by language.
    """

    name: str
    text: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Mapping[str, str]]

    @property
    def bare(self) -> str:
        """The query without what its comments say of it."""
        return _HEADER.sub("", self.text).strip() + "\n"

    def heading(self, variable: str, language: str) -> str:
        """The heading of a column; the variable's own name where the file gives none."""
        return self.columns.get(variable, {}).get(language, variable)


def _languages(words: str) -> dict[str, str]:
    russian, _, english = words.partition(" | ")
    return {"ru": russian.strip(), "en": (english or russian).strip()}


def _parameter(line: str, source: str) -> Parameter:
    match = _PARAM.match(line)
    if match is None or match[2] not in set(Kind):
        raise QueryError("bad_param_line", query=source, line=line, kinds=", ".join(Kind))
    default = None if match[3] in {REQUIRED, UNSET} else match[3]
    return Parameter(match[1], Kind(match[2]), default, match[3] == REQUIRED, _languages(match[4]))


def _column(line: str, source: str) -> tuple[str, dict[str, str]]:
    match = _COLUMN.match(line)
    if match is None:
        raise QueryError("bad_column_line", query=source, line=line)
    return match[1], _languages(match[2])


def parse(text: str, name: str) -> NamedQuery:
    """Read the comments of a query.

    Args:
        text: SPARQL, with or without comments of ours.
        name: How to call it in messages.

    Raises:
        QueryError: A comment of ours is wrong.
    """
    words: dict[str, dict[str, str]] = {"title": {}, "question": {}}
    parameters: list[Parameter] = []
    columns: dict[str, Mapping[str, str]] = {}
    for key, language, value in _HEADER.findall(text):
        if key == "param":
            parameters.append(_parameter(value, name))
        elif key == "column":
            columns.update([_column(value, name)])
        else:
            words[key][language or "ru"] = value
    return NamedQuery(name, text, words["title"], words["question"], tuple(parameters), columns)


@cache
def catalogue() -> tuple[NamedQuery, ...]:
    """All questions that come with the program, in their order.

    Raises:
        QueryError: A file's comments are wrong.
    """
    return tuple(read(path) for path in sorted(resource("queries").glob("*.rq")))


def read(path: Path) -> NamedQuery:
    """Read a query from a file.

    Raises:
        QueryError: There is no such file, or it is no UTF-8 text, or its comments are wrong.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QueryError("query_unread", path=path, reason=reason(error)) from error
    except UnicodeDecodeError as error:
        raise QueryError("query_unread", path=path, reason=Said("not_utf8")) from error
    return parse(text, _NUMBER.sub("", path.stem))


def find(name: str) -> NamedQuery:
    """A question by its name or number, or a ``.rq`` file by its path.

    Raises:
        UsageError: There is none of that name; the nearest ones are named.
        QueryError: The file cannot be read.
    """
    return read(Path(name)) if name.endswith((".rq", ".sparql")) else named(name)


def named(name: str) -> NamedQuery:
    """A question that comes with the program, by its name or number; opens no other file.

    Raises:
        UsageError: There is none of that name; the nearest ones are named.
    """
    bare = _NUMBER.sub("", name)
    for number, query in enumerate(catalogue(), 1):
        if query.name == bare or name == str(number):
            return query
    near = nearest(bare, [query.name for query in catalogue()])
    raise UsageError("no_question", name=name, near=near)


def close_names(name: str, known: Sequence[str], count: int = 3) -> list[str]:
    """The known names most like a wrong one: those spelt alike, then those that hold it."""
    folded = {item.casefold(): item for item in known}
    wanted = name.casefold()
    close = [folded[key] for key in get_close_matches(wanted, list(folded), n=count, cutoff=0.5)]
    inside = [item for key, item in folded.items() if wanted and wanted in key and item not in close]
    return (close + sorted(inside, key=len))[:count]


def nearest(name: str, known: Sequence[str]) -> Said:
    """Words that name what a wrong name may have been meant to be, or what there is.

    Args:
        name: What was given.
        known: What there is.
    """
    found = close_names(name, known)
    if found:
        return Said("perhaps", names=", ".join(found))
    few = sorted(known)[:MANY]
    return Said("there_are", names=", ".join(few) + (" …" if len(known) > len(few) else "") or "—")
