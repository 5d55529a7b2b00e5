"""From bytes to text: Unicode first, then the 8-bit encodings of Russian."""

from __future__ import annotations

import codecs
import math
import re

from kg.corpus.failures import UnreadableError

EIGHT_BIT = ("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic")
"""The encodings of Russian texts that are not Unicode, the likeliest first."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\xd0\xcf\x11\xe0", "OLE"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
)
_SAMPLE = 200_000  # bytes that are enough to know an encoding by
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_MANY_CONTROLS = 0.03  # share of control bytes that no text reaches
_FEW_CONTROLS = 8  # control bytes that a short text may have
_WIDE = 0.6  # share of every second byte that is the high half of UTF-16
_DAMAGE = 0.001  # share of letters that may be broken in a text that is UTF-8 otherwise
_SOUND = 5  # letters beyond ASCII that must be sound for one that is broken
# Letters of Russian by how often they occur, per ten thousand.
_LETTERS = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_COUNTS = [
    1097,
    845,
    801,
    735,
    670,
    626,
    547,
    473,
    454,
    440,
    349,
    321,
    298,
    281,
    262,
    201,
    190,
    174,
    170,
    165,
    159,
]
_COUNTS += [144, 121, 97, 94, 73, 64, 48, 36, 32, 26, 4, 4]
_WEIGHT = {
    letter: max(-1.0, math.log(count * len(_LETTERS) / 10_000))
    for letter, count in zip(_LETTERS, _COUNTS, strict=True)
}
_NEUTRAL = frozenset("«»–—№…“”„\u00a0°•·§")
_PUNCTUATION = -1.2  # for quotation marks, dashes and the like
_CAPITAL = -0.25  # for a capital: small letters are likelier
_STRANGE = -4.0  # for a sign that Russian texts hardly have
_LEAST = -0.7  # likeness of a text that is read; a short one may have rare letters
_MISSHAPEN = -3.0  # for a capital after a small letter, or a Russian letter beside a Latin one
_UNSAFE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def signature(data: bytes) -> str:
    """The kind of a file that is no text, by its first bytes («PDF», «ZIP»); empty for what may be text."""
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), "")


def clean(text: str) -> str:
    r"""A text as offsets count in it: \r\n and \r read as \n, control signs (NUL among them) as spaces."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    return _UNSAFE.sub(" ", text) if _UNSAFE.search(text) else text


def _unicode(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _strict(data, name)
    return _strict(data, "utf-8") if b"\0" not in data[:_SAMPLE] else _wide(data) or _strict(data, "utf-8")


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is the high half of Latin or Cyrillic."""
    sample = data[:_SAMPLE]
    for name, highs in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[::2])):
        if (highs.count(0) + highs.count(4)) > _WIDE * len(highs) and len(data) % 2 == 0:
            return _strict(data, name)
    return None


def _damaged(data: bytes) -> str | None:
    """UTF-8 with a few broken letters; they stay visible as U+FFFD."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(sign > "\x7f" for sign in text[:_SAMPLE]) - broken
    return text if broken <= 1 + _DAMAGE * len(text) and broken * _SOUND < letters else None


def _weight(before: str, sign: str, after: str) -> float:
    weight = _WEIGHT.get(sign.lower())
    if weight is None:
        return _PUNCTUATION if sign in _NEUTRAL else _STRANGE
    misshapen = sign.isupper() and before.islower()
    latin = any(other.isascii() and other.isalpha() for other in (before, after))
    return weight + _CAPITAL * sign.isupper() + _MISSHAPEN * (misshapen + latin)


def _likeness(text: str) -> float:
    """How much the signs beyond ASCII look like Russian: above 0 for Russian, below for anything else."""
    weights = [
        _weight(before, sign, after)
        for before, sign, after in zip(f" {text}", text, f"{text[1:]} ", strict=False)
        if sign >= "\x80"
    ]
    return sum(weights) / len(weights) if weights else 0.0


def _eight_bit(data: bytes) -> str | None:
    sample = data[:_SAMPLE]
    scores = {name: _likeness(sample.decode(name, "replace")) for name in EIGHT_BIT}
    best = max(EIGHT_BIT, key=lambda name: scores[name])
    return data.decode(best, "replace") if scores[best] > _LEAST else None


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    wide = _wide(data) is not None or any(data.startswith(mark) for mark, _ in _MARKS)
    return not wide and controls > max(_FEW_CONTROLS, _MANY_CONTROLS * len(sample))


def decode(data: bytes) -> str:
    """The text of a file's bytes, cleaned.

    Raises:
        UnreadableError: ``empty``, ``binary`` or ``unknown_encoding``.
    """
    if not data:
        raise UnreadableError("empty")
    if kind := signature(data):
        raise UnreadableError("binary", kind)
    if _is_binary(data):
        raise UnreadableError("binary", "control bytes")
    text = _unicode(data)
    if text is None:
        text = _damaged(data) or _eight_bit(data)
    if text is None:
        raise UnreadableError("unknown_encoding")
    if not (found := clean(text)):  # a byte order mark with nothing behind it
        raise UnreadableError("empty")
    return found
