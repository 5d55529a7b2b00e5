"""Python values as RDF literals, always written the same way."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal

from kg.graph.vocabulary import term

DIGITS = 4


def text(value: str) -> Literal:
    """A string without a language; what is no Unicode (odd bytes of a file name) shows as «?»."""
    return Literal(value.encode("utf-8", "replace").decode("utf-8"))


def russian(value: str) -> Literal:
    """A string in Russian."""
    return Literal(value, language="ru")


def integer(value: int) -> Literal:
    """A whole number: a count, an offset, a year."""
    return Literal(str(value), datatype=term("xsd:integer"))


def decimal(value: float, digits: int = DIGITS) -> Literal:
    """A number with a fraction, rounded to some digits after the point."""
    return Literal(format(Decimal(repr(round(float(value), digits))), "f"), datatype=term("xsd:decimal"))


def number(value: float) -> Literal:
    """A figure's value: an integer where it is whole."""
    return integer(int(value)) if float(value).is_integer() else decimal(value)


def boolean(value: bool) -> Literal:
    """Yes or no."""
    return Literal("true" if value else "false", datatype=term("xsd:boolean"))
