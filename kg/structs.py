"""Records that are immutable to the type checker, and cheap to make.

A frozen dataclass sets each field through ``object.__setattr__``, which makes it three times as slow to create as one
that may be changed. Of tokens, phrases and candidates a report has tens of thousands: for them the type checker's word
is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as struct
    from functools import cached_property as lazy
else:
    from collections.abc import Callable
    from dataclasses import dataclass

    def struct(*, frozen: bool, **options: bool) -> object:
        """A dataclass with the hash of a frozen one; nothing may change it, though only the type checker says so."""
        return dataclass(unsafe_hash=frozen, **options)

    class lazy:  # noqa: N801 - used as a decorator
        """A property that is worked out once; without the lock that Python 3.11 takes for it."""

        def __init__(self, work: Callable) -> None:
            self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

        def __get__(self, instance: object, owner: type) -> object:
            if instance is None:
                return self
            found = self.work(instance)
            # not through ``__dict__``, which makes every other attribute of the instance slow to read from then on
            setattr(instance, self.name, found)
            return found


__all__ = ["lazy", "struct"]
