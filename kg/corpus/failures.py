"""Files that were not read, and why: values, so that a run can go on and name them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import ReadError, Said


@dataclass(frozen=True, slots=True, order=True)
class ReadFailure:
    """A file that is not among the documents.

    Attributes:
        identifier: The file's path below the input folder.
        reason_code: A key of ``kg/errors.yaml``.
        detail: What the wording of the reason leaves open.
    """

    identifier: str
    reason_code: str
    detail: str = ""

    def message_in(self, language: str) -> str:
        """The reason in a language, ``ru`` or ``en``."""
        return Said(self.reason_code, detail=self.detail).text(language)


class UnreadableError(ReadError):
    """Raised inside this stage; leaves it as a :class:`ReadFailure`.

    Args:
        reason_code: A key of ``kg/errors.yaml``.
        detail: What the wording of the reason leaves open.
    """

    def __init__(self, reason_code: str, detail: str = "") -> None:
        self.reason_code = reason_code
        self.detail = detail
        super().__init__(reason_code, detail=detail)
