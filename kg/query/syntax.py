"""What is wrong with a query: the place, a hint, and what is refused before any engine sees it."""

from __future__ import annotations

import re
from difflib import get_close_matches

from kg.errors import QueryError, Said
from kg.graph.vocabulary import PREFIXES

_TOKEN = re.compile(
    r"""
    (?P<skip> \#[^\n\r]* | <[^<>"{}|^`\\\x00-\x20]*>
      | \"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3}
      | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*'
      | [?$]\w+ | @[\w-]+
      | (?:[^\W\d][\w.-]*)?:(?:[\w:.%-]|\\.)*
      | \\. )
    | (?P<word> \w+ )
    | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_PLACE = re.compile(r"error at (\d+):(\d+)")
_PREFIX = re.compile(r"(?<![\w<:/])([^\W\d][\w.-]*):(?!//)")
OUTSIDE = {"SERVICE": "refused_service", "FROM": "refused_from", "LOAD": "refused_load"}
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"})
KEYWORDS = """
    SELECT DISTINCT REDUCED CONSTRUCT DESCRIBE ASK WHERE PREFIX BASE ORDER BY ASC DESC LIMIT OFFSET
    GROUP HAVING VALUES UNION OPTIONAL FILTER BIND MINUS EXISTS NOT GRAPH COUNT SUM MIN MAX AVG
    SAMPLE GROUP_CONCAT AS IN CONTAINS REGEX STR LANG LCASE UCASE STRSTARTS STRENDS BOUND COALESCE
    IF UNDEF
""".split()  # noqa: SIM905


def _words(text: str) -> set[str]:
    return {match["word"].upper() for match in _TOKEN.finditer(text) if match["word"]}


def _unescape(text: str) -> str:
    def sign(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number <= 0x10FFFF else match[0]

    return _ESCAPE.sub(sign, text)


def keywords(text: str) -> set[str]:
    r"""The bare words of a query in capitals, strings, names and comments left out.

    SPARQL lets ``\u0053ERVICE`` stand for SERVICE: both readings count.
    """
    return _words(text) | _words(_unescape(text))


def refuse_outside(text: str) -> None:
    """See that a query stays inside the graph.

    Raises:
        QueryError: It calls another server, opens files or graphs outside, or changes the graph.
    """
    words = keywords(text)
    for word, refusal in OUTSIDE.items():
        if word in words:
            raise QueryError(refusal)
    if words & UPDATES and not words & {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}:
        raise QueryError("refused_update")


def _hint(message: str, text: str, before: str, after: str) -> Said:
    if "unbound" in message:
        return Said("hint_unbound")
    return _misspelt(before, after) or _balance(text) or Said("hint_general")


def _undeclared(shown: str) -> tuple[Said, int]:
    """The hint for an unknown prefix and the offset in the line where it stands."""
    places = {
        match[1]: match.start() for match in reversed([*_PREFIX.finditer(shown)]) if match[1] not in PREFIXES
    }
    name = min(places, key=lambda prefix: places[prefix], default="")
    return Said("hint_prefix", name=name, known=", ".join(PREFIXES)), places.get(name, 0)


def _misspelt(before: str, after: str) -> Said | None:
    """The keyword that the words around the place were meant to be."""
    around = re.findall(r"(?<![?$:<@\w])([A-Za-z_]{3,})(?![:\w])", before[-24:] + after[:24])
    for word in around:
        close = get_close_matches(word.upper(), KEYWORDS, n=1, cutoff=0.75)
        if close and word.upper() not in KEYWORDS:
            return Said("hint_misspelt", close=close[0], word=word)
    return None


def _balance(text: str) -> Said | None:
    signs = [match["sign"] for match in _TOKEN.finditer(text) if match["sign"]]
    if "'" in signs or '"' in signs:
        return Said("hint_quotation")
    for opening, closing in ("{}", "()"):
        more = signs.count(opening) - signs.count(closing)
        if more:
            return Said("hint_bracket", count=abs(more), sign=closing if more > 0 else opening)
    return None


def explain_syntax(text: str, message: str) -> QueryError:
    """Turn the engine's message into the place, the line itself and a hint.

    Args:
        text: The query.
        message: What the engine says («error at 1:18: expected …»).
    """
    place = _PLACE.search(message)
    if place is None:
        return QueryError("no_query", message=message, hint=_hint(message, text, text, ""))
    line, column = int(place[1]), int(place[2])
    lines = text.splitlines() or [""]
    shown = lines[line - 1] if line <= len(lines) else ""
    if "Prefix not found" in message:
        hint, offset = _undeclared(shown)
        column = offset + 1
    else:
        hint = _hint(message, text, shown[: column - 1], shown[column - 1 :])
    pointer = re.sub(r"[^\t]", " ", shown[: column - 1]) + "^"
    return QueryError("query_wrong", line=line, column=column, hint=hint, shown=shown, pointer=pointer)
