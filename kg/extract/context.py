"""A sentence as the growth of names sees it, a candidate name, and the state of growth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from kg.annotate.lemmas import parses
from kg.extract.grammar import agrees
from kg.extract.lexicon import Bare, heads, words
from kg.extract.quotes import Quote, find_quotes
from kg.extract.settlements import with_settlements
from kg.model import EntityType, Sentence, Token
from kg.structs import lazy, struct

ACTING = "acting:place"
"""Rule of a municipality that acts («Осинский район провёл форум»)."""
NUMBERED = "numbered"
PLACED = "placed"
"""Rule of an item of a list that is only a number («№ 2» in «школы № 1 и № 2»)."""
SHARED_HEAD = "shared-head"
"""Rule of an adjective that stands for a name («профсоюзных» in «профсоюзных и общественных организаций»)."""


@struct(frozen=True, slots=True)
class Phrase:
    """A candidate name.

    Attributes:
        sentence: Index of its sentence.
        first: Index of its first token.
        last: Index after its last token.
        head: Index of its head noun (of its opening mark, where it is only a quoted name).
        type: Its class.
        bare: What the head means alone.
        modifiers: Indices of the adjectives before the head that belong to the name.
        quote: The quoted name in it, if any.
        rule: Which entry of the lexicon or which rule proposed it.
        prefix: For an item of a list that borrows the head of the first: that head in the nominative («газета»).
        merged: Indices of further heads of an enumeration («комитетов и отделов администрации»).
    """

    sentence: int
    first: int
    last: int
    head: int
    type: EntityType
    bare: Bare
    modifiers: tuple[int, ...]
    quote: Quote | None
    rule: str
    prefix: str = ""
    merged: tuple[int, ...] = ()

    @property
    def alone(self) -> bool:
        """Nothing but the head noun."""
        return self.last - self.first == 1


def _with_plural(tokens: Sequence[Token]) -> Sequence[Token]:
    """«Старосты собрались», «Мероприятия»: what begins a sentence is no genitive singular."""
    told = [_numbered(_house(tokens, i)) if t.pos in _WAVERING else t for i, t in enumerate(tokens)]
    tokens = tuple(told)
    first = next((i for i, token in enumerate(tokens[:_MARKS]) if token.text[:1].isalpha()), None)
    if first is None or tokens[first].case != "Gen" or tokens[first].number != "Sing":
        return tokens
    forms = {(p.tag.POS, p.tag.case, p.tag.number) for p in parses(tokens[first].text)}
    both = {("NOUN", "nomn", "plur"), ("NOUN", "gent", "sing")} <= forms
    if (
        (tokens[first].ner != "O" and tokens[first].lemma not in heads())
        or not both
        or ("NOUN", "datv", "sing") in forms
    ):
        return tokens
    plural = replace(tokens[first], feats={**tokens[first].feats, "Case": "Nom", "Number": "Plur"})
    return (*tokens[:first], plural, *tokens[first + 1 :])


def _house(tokens: Sequence[Token], index: int) -> Token:
    """«приёмной губернатора»: an adjective that is a noun of the lexicon too, with no noun behind that agrees with it.

    «совет дома» is no adverb either.
    """
    token = tokens[index]
    if token.pos == "ADV" and token.low == "дома" and index and _house_named(tokens, index):
        return replace(
            token, pos="NOUN", lemma="дом", feats={"Case": "Gen", "Number": "Sing", "Gender": "Masc"}
        )
    lemma = _noun_lemma(token.text) if token.pos == "ADJ" and token.case else ""
    if not lemma:
        return token
    behind = tokens[index + 1] if index + 1 < len(tokens) else None
    described = behind is not None and behind.pos in {"ADJ", "NOUN", "PROPN"} and agrees(token, behind)
    described = described and not (lemma in words("rooms_of") and behind is not None and _owner(behind))
    return token if described else replace(token, pos="NOUN", lemma=lemma)


def _house_named(tokens: Sequence[Token], index: int) -> bool:
    """«совет дома», «проект Дома ремёсел», not «все были дома»."""
    behind = tokens[index + 1].lemma if index + 1 < len(tokens) else ""
    told = tokens[index - 1].lemma in words("of_houses") or behind in words("houses_of")
    return told or tokens[index].text[:1].isupper()


def _owner(noun: Token) -> bool:
    """«приёмной партии», not «приёмной комиссии»."""
    kinds = {EntityType.PARTY, EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY}
    return any(entry.type in kinds for entry in heads().get(noun.lemma, ()))


@lru_cache(maxsize=8_192)
def _noun_lemma(adjective: str) -> str:
    nouns = (p for p in parses(adjective) if p.tag.POS == "NOUN" and p.tag.gender == "femn" and p.is_known)
    forms = (parse.normal_form.replace("ё", "е") for parse in nouns)
    return next((form for form in forms if form in heads()), "")


def _numbered(token: Token) -> Token:
    """«избрать старост», «благочинный»: a form of one number in the dictionary, whatever the tagger says."""
    if token.pos != "NOUN" or not token.number:
        return token
    if token.lemma not in heads():
        known = _known_lemma(token.text, token.lemma, token.number)
        if not known:
            return token
        token = replace(token, lemma=known)
    own = _only_number(token.text)
    return replace(token, feats={**token.feats, "Number": own}) if own not in {"", token.number} else token


@lru_cache(maxsize=8_192)
def _known_lemma(text: str, lemma: str, number: str) -> str:
    """«в лагере» is of «лагерь», though the dictionary knows «лагер» too; empty where no other noun is a head."""
    alike = {"Sing": "sing", "Plur": "plur"}.get(number)
    nouns = [p for p in parses(text) if p.tag.POS == "NOUN" and p.is_known and p.tag.number == alike]
    forms = {
        parse.normal_form.replace("ё", "е") for parse in nouns if not {"Geox", "Name", "Surn"} & parse.tag
    }
    others = {form for form in forms if form != lemma and len(form) > _SHORT}
    return next(iter(others)) if len(others) == 1 and lemma in forms and others <= heads().keys() else ""


@lru_cache(maxsize=8_192)
def _only_number(text: str) -> str:
    found = parses(text)
    numbers = {p.tag.number for p in found if p.tag.POS == "NOUN"}
    only = next(iter(numbers)) if found[0].is_known and len(numbers) == 1 else None
    return {"plur": "Plur", "sing": "Sing"}.get(only or "", "")


_SHORT = 3
"""Letters: heads of no more are abbreviations («ВОД», not «вода»)."""
_WAVERING = frozenset({"NOUN", "ADJ", "ADV"})
"""Parts of speech that may be told better than the tagger does."""
_MARKS = 3
"""Tokens in which the number or sign before the first word of a sentence ends."""


class _Row(dict[int, str]):
    """Something of each token by its index; asked for thousands of times a report, so that a call must cost little."""

    def __missing__(self, index: int) -> str:
        return ""


@dataclass
class Context:
    """A sentence with its quoted names, as the growth sees it."""

    index: int
    tokens: Sequence[Token]
    quotes: Mapping[int, Quote]
    quoted: frozenset[int]
    shouted: bool = False
    """Whether all its words are written in capitals, as in headings."""
    settlements: frozenset[int] = frozenset()
    """Words of names that «с.», «посёлков …» announce."""
    text: Callable[[int], str] = field(init=False, repr=False, compare=False)
    """The word at an index in lower case, empty past the ends."""
    lemma: Callable[[int], str] = field(init=False, repr=False, compare=False)
    """The lemma at an index, empty past the ends."""
    groups: dict[tuple[int, str], int] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Noun groups found before, by their first token and case."""
    open_steps: dict[int, Sequence[Callable[[Tail], int]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The ways a name may go on at a place, found before."""

    @lazy
    def capitals(self) -> tuple[int, ...]:
        """Where a word begins with a capital."""
        return tuple(i for i, token in enumerate(self.tokens) if token.text[:1].isupper())

    @lazy
    def verbal(self) -> bool:
        """Whether the sentence has a verb."""
        return any(token.pos == "VERB" for token in self.tokens)

    @classmethod
    def of(cls, index: int, sentence: Sentence) -> Context:
        """Find the quoted names of a sentence."""
        sentence_tokens, settlements = with_settlements(_with_plural(sentence.tokens))
        quotes = {quote.first: quote for quote in find_quotes(sentence.tokens)}
        quoted = frozenset(i for quote in quotes.values() for i in range(quote.first, quote.last))
        letters = [token.text for token in sentence.tokens if token.text[:1].isalpha()]
        shouted = len(letters) > 1 and all(text.isupper() for text in letters)
        return cls(index, sentence_tokens, quotes, quoted, shouted, settlements)

    def __post_init__(self) -> None:
        self.text = _Row(enumerate(token.low for token in self.tokens)).__getitem__
        self.lemma = _Row(enumerate(token.lemma for token in self.tokens)).__getitem__


@dataclass
class Tail:
    """The state of growth to the right."""

    context: Context
    kind: EntityType
    head: int
    position: int
    quote: Quote | None = None
    complemented: bool = False
    steps: list[str] = field(default_factory=list)
    tokens: Sequence[Token] = field(init=False, repr=False, compare=False)
    """The sentence's tokens."""

    def __post_init__(self) -> None:
        self.tokens = self.context.tokens

    def token(self, ahead: int = 0) -> Token | None:
        """The token at the position, or some way ahead; None past the end."""
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else None
