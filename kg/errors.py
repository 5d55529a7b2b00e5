"""One tree of errors; each names what is wrong and what to do, and has the exit code of the command line."""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors that a person can do something about.

    Args:
        value: What it is about: a path, a query's name, a line.
        problem: What is wrong with it.
        remedy: What to do.
    """

    exit_code = 1

    def __init__(self, value: object, problem: str, remedy: str = "") -> None:
        self.value = value
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{value}: {problem}" + (f". {remedy}" if remedy else ""))


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
