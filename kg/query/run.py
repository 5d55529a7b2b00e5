"""Asking one question: the query found, its parameters filled in, the answer written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO

from kg.query.catalogue import NamedQuery
from kg.query.engine import Answer, Engine
from kg.query.formats import Look, write
from kg.query.names import prepare


def ask(engine: Engine, query: NamedQuery, values: Mapping[str, str] | None = None) -> Answer:
    """Answer a question.

    Args:
        engine: Who answers.
        query: The question.
        values: What a person typed, by the parameter's name.

    Raises:
        UsageError: A parameter is unknown or missing, or the graph has nothing of that name.
        QueryError: The query is wrong.
        GraphError: The graph cannot be read.
    """
    return engine.query(prepare(engine, query, values or {}))


def look_of(query: NamedQuery, answer: Answer, language: str, width: int, *, color: bool) -> Look:
    """How a person is shown a question's answer."""
    names = [variable.value for variable in getattr(answer, "variables", ())]
    return Look(language, {name: query.heading(name, language) for name in names}, width, color)


def answer_to(
    engine: Engine, query: NamedQuery, values: Mapping[str, str], *, form: str, stream: IO[bytes], look: Look
) -> None:
    """Answer a question and write the answer.

    Args:
        engine: Who answers.
        query: The question.
        values: What a person typed, by the parameter's name.
        form: One of :data:`kg.query.formats.FORMATS`.
        stream: Where the bytes go.
        look: Language, width and colour; headings come from the query.

    Raises:
        UsageError: See :func:`ask`; or the format cannot hold such an answer.
        QueryError: The query is wrong.
        GraphError: The graph cannot be read.
    """
    answer = ask(engine, query, values)
    write(answer, form, stream, look_of(query, answer, look.language, look.width, color=look.color))
