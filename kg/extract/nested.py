"""Names that stand inside longer names."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.context import Phrase


def within(inner: Phrase, outer: Phrase) -> bool:
    """Whether a name stands inside another one, which is longer."""
    return (
        inner is not outer
        and outer.first <= inner.first
        and inner.last <= outer.last
        and inner.head != outer.head
    )


def holders_of(phrase: Phrase, phrases: Sequence[Phrase]) -> list[Phrase]:
    """The names that a name stands inside of."""
    return [other for other in phrases if within(phrase, other)]
