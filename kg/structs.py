"""Records that are immutable to the type checker, and cheap to make.

A frozen dataclass sets each field through ``object.__setattr__``, which makes it three times as slow to create as one
that may be changed. Of tokens, phrases and candidates a report has tens of thousands: for them the type checker's word
is enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as struct
else:
    from dataclasses import dataclass

    def struct(*, frozen: bool, **options: bool) -> object:
        """A dataclass with the hash of a frozen one; nothing may change it, though only the type checker says so."""
        return dataclass(unsafe_hash=frozen, **options)


__all__ = ["struct"]
