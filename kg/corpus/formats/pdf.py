"""PDF by pdfminer.six, which keeps the columns of a page apart."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO

from pdfminer.converter import PDFPageAggregator
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException

from kg.corpus.failures import UnreadableError
from kg.corpus.formats.pdf_lines import page_text

_UNMAPPED = re.compile(r"\(cid:\d+\)")
_LETTERS = 10  # fewer in the whole file: a scan with a stamp
_TOO_MANY = 0.2  # share of signs without a letter, from which on a text is no text

# It warns of every odd font on the console.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def _pages(data: bytes) -> Iterator[str]:
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.get_pages(BytesIO(data)):
        interpreter.process_page(page)
        yield page_text(device.get_result())


def _extracted(data: bytes) -> str:
    try:
        return "".join(f"{page}\n\f" for page in _pages(data))
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise UnreadableError("encrypted") from error
    except (PDFException, PSException) as error:
        raise ValueError(f"{type(error).__name__} {error}") from error


def text(data: bytes) -> str:
    """The text of a PDF, pages closed by form feeds.

    Raises:
        UnreadableError: ``encrypted``, ``scan`` or ``unmapped_font``.
        ValueError: It is broken.
    """
    found = _extracted(data)
    unmapped = len(_UNMAPPED.findall(found))
    letters = sum(sign.isalpha() for sign in _UNMAPPED.sub("", found))
    if unmapped > _TOO_MANY * (letters + unmapped):
        raise UnreadableError("unmapped_font")
    if letters < _LETTERS:
        raise UnreadableError("scan")
    return _UNMAPPED.sub("", found)
