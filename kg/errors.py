"""One tree of errors; each says what is wrong and what to do, in the reader's language, and has an exit code.

An error carries a key of ``errors.yaml`` and the values of its fields; the words are chosen where a person
reads them: by the command line and by the server.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_NUMBER = re.compile(r"\(os error (\d+)\)")
"""Where a library that is no Python puts the system's number of an error."""
LANGUAGES = ("ru", "en")


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """All that can be said, by key and language."""
    import yaml  # noqa: PLC0415 - nothing to load where all goes well

    found: dict[str, dict[str, str]] = yaml.safe_load(
        Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    )
    return found


class Said:
    """Something to say, in no language yet.

    Args:
        key: A key of ``errors.yaml``.
        values: Its fields: plain values, other things said, or texts by language.
    """

    __slots__ = ("key", "values")

    def __init__(self, key: str, /, **values: object) -> None:
        self.key, self.values = key, values

    def text(self, language: str) -> str:
        """The words in a language, ``ru`` or ``en``."""
        fields = {name: _in(value, language) for name, value in self.values.items()}
        return texts()[self.key][language].format(**fields).rstrip(" .")


def _in(value: object, language: str) -> object:
    if isinstance(value, Said):
        return value.text(language)
    return value[language] if isinstance(value, Mapping) else value


def reason(error: OSError) -> Said | str:
    """Why the system refused, in words where we have them."""
    told = _NUMBER.search(str(error))
    number = error.errno or (int(told[1]) if told else 0)
    key = f"system_{errno.errorcode.get(number, '').lower()}"
    return Said(key) if key in texts() else error.strerror or str(error)


class KgError(Exception):
    """Base of all errors that a person can do something about.

    Args:
        key: A key of ``errors.yaml``.
        values: The fields of its text.
    """

    exit_code = 1

    def __init__(self, key: str, /, **values: object) -> None:
        self.said = Said(key, **values)
        super().__init__(key, values)

    def text(self, language: str) -> str:
        """What is wrong and what to do, in a language, ``ru`` or ``en``."""
        return self.said.text(language)

    def __str__(self) -> str:
        """For tracebacks; what a user reads is :meth:`text`."""
        return self.text("en")


class UsageError(KgError):
    """A command was given something that it does not take."""

    exit_code = 2


class ReadError(KgError):
    """A file could not be read; the run goes on without it."""


class NothingToReadError(KgError):
    """None of the inputs could be read; nothing was written."""


class WriteError(KgError):
    """An output could not be written; what stood there before is untouched."""


class GraphError(KgError):
    """A graph is missing, broken, or not one of ours."""


class QueryError(KgError):
    """A query is wrong, or cannot be answered here."""


class CurationError(KgError):
    """The corrections file is wrong."""
