"""What a check found, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is: a broken promise, or something that could not be checked."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in a graph that breaks its contract.

    Attributes:
        subject: IRI of the node it is about.
        kind: Which check found it («quote», «dangling», «shape» …).
        message: What was found, in the words of the graph or (for shapes) of the shape.
        severity: How bad it is.
    """

    subject: str
    kind: str
    message: str
    severity: Severity = Severity.ERROR
