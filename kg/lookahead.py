"""Work begun on some groups of things while others are waited for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

Thing = TypeVar("Thing")
Begun = TypeVar("Begun")


def ahead(
    things: Iterable[Thing], begin: Callable[[list[Thing]], Begun], together: int, limit: int
) -> Iterator[Begun]:
    """What was begun, in order, each given out when so many groups behind it are begun as well.

    Args:
        things: What there is to do; taken as it is needed.
        begin: Begins the work on a group.
        together: Things of a group.
        limit: Groups under way behind the one given out.
    """
    coming = iter(things)
    waiting: deque[Begun] = deque()
    while group := list(islice(coming, together)):
        waiting.append(begin(group))
        if len(waiting) > limit:
            yield waiting.popleft()
    yield from waiting
