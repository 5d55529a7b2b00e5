"""Python values as Turtle writes them, always the same way."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pyoxigraph import Literal

DIGITS = 4


def text(value: str) -> str:
    """A string without a language; what is no Unicode (odd bytes of a file name) shows as «?»."""
    try:
        return str(Literal(value))
    except ValueError:
        return str(Literal(value.encode("utf-8", "replace").decode("utf-8")))


def russian(value: str) -> str:
    """A string in Russian."""
    return f"{Literal(value)}@ru"


def integer(value: int) -> str:
    """A whole number: a count, an offset, a year."""
    return str(value)


@lru_cache(maxsize=8_192)
def decimal(value: float, digits: int = DIGITS) -> str:
    """A number with a fraction, rounded to some digits after the point."""
    return format(Decimal(repr(round(float(value), digits))), "f")


def number(value: float) -> str:
    """A figure's value: an integer where it is whole."""
    return integer(int(value)) if float(value).is_integer() else decimal(value)


def boolean(value: bool) -> str:
    """Yes or no."""
    return "true" if value else "false"
