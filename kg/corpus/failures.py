"""Files that were not read, and why: values, so that a run can go on and name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from kg.errors import ReadError


@lru_cache(maxsize=1)
def reasons() -> Mapping[str, Mapping[str, str]]:
    """The reasons with their wording in Russian and English, by code."""
    text = resources.files("kg.corpus").joinpath("reasons.yaml").read_text(encoding="utf-8")
    data: Mapping[str, Mapping[str, str]] = yaml.safe_load(text)
    return data


@dataclass(frozen=True, slots=True, order=True)
class ReadFailure:
    """A file that is not among the documents.

    Attributes:
        identifier: The file's path below the input folder.
        reason_code: A key of ``reasons.yaml``.
        detail: What the wording of the reason leaves open.
    """

    identifier: str
    reason_code: str
    detail: str = ""

    @property
    def message(self) -> str:
        """The reason in Russian."""
        return self.message_in("ru")

    def message_in(self, language: str) -> str:
        """The reason in a language, ``ru`` or ``en``."""
        return reasons()[self.reason_code][language].format(detail=self.detail)


class UnreadableError(ReadError):
    """Raised inside this stage; leaves it as a :class:`ReadFailure`.

    Args:
        reason_code: A key of ``reasons.yaml``.
        detail: What the wording of the reason leaves open.
    """

    def __init__(self, reason_code: str, detail: str = "") -> None:
        self.reason_code = reason_code
        self.detail = detail
        super().__init__(reason_code, detail)
