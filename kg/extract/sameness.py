"""Whether a phrase refers to the thing of a group: the tests in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.groups import Group, Reference, stem, telling, word_set
from kg.extract.lexicon import Bare
from kg.lexicon import load
from kg.model import EntityType

Test = Callable[[Reference, Group], bool]

_GROWING = {
    EntityType.NGO, EntityType.COUNCIL, EntityType.ADMINISTRATION, EntityType.REPRESENTATIVE_BODY,
    EntityType.INSTITUTION, EntityType.MEDIA, EntityType.TRADE_UNION, EntityType.RELIGIOUS, EntityType.FOUNDATION,
}  # fmt: skip


def _conflict(ref: Reference, group: Group) -> bool:
    if ref.levels and group.levels and ref.levels.isdisjoint(group.levels):
        return True
    return ref.foreign != group.foreign and bool(ref.foreign or group.foreign)


def same_quoted(ref: Reference, group: Group) -> bool:
    """The same name in quotation marks, under the same head or under none."""
    same = group.cores.keys() & {ref.core, ref.inner}
    if not ref.core or not same:
        return False
    if not ref.head or not group.heads:
        return True
    if ref.inner and ref.inner in same and ref.phrase.type is group.type:
        return True
    between = {contents for core in same for contents in group.cores[core]}
    return ref.head in group.heads and (
        ref.contents in between or (ref.phrase.type is group.type and not ref.levels) or not ref.contents
    )


def spelled_out(ref: Reference, group: Group) -> bool:
    """The words of a quoted name without its marks: «Дом молодёжи» for «МБУ «Дом молодёжи»», shortened or not."""
    if ref.core or ref.plural or ref.phrase.type is not group.type:
        return False
    words = spelled_words(ref)
    whole = len(words) > 1 or ref.pointing  # «Центр» after «МКУ «Центр по работе с молодёжью»»
    return whole and any(core[: len(words)] == words for core in group.cores)


_HOUSED = {EntityType.INSTITUTION, EntityType.NGO, EntityType.ENTERPRISE, EntityType.FOUNDATION}
"""What the same name may be with a legal form before it and without."""


def without_form(ref: Reference, group: Group) -> bool:
    """«Ресурсный центр «Шаг»» for «АНО «Ресурсный центр «Шаг»»»: the quoted name without its legal form."""
    housed = ref.phrase.type in _HOUSED and group.type in _HOUSED
    return bool(ref.core) and housed and not ref.plural and spelled_words(ref) in group.cores


def spelled_words(ref: Reference) -> tuple[str, ...]:
    """The stems of a whole phrase, in order."""
    return tuple(stem(t.lemma) for t in ref.context.tokens[ref.phrase.first : ref.phrase.last] if telling(t))


def same_words(ref: Reference, group: Group) -> bool:
    """The same head and the same telling words, nothing quoted."""
    if ref.core or group.cores or ref.plural != group.plural or ref.phrase.type is not group.type:
        return False
    told = ref.plural and not ref.contents <= {"общественный"}
    same = ref.head in group.heads or (told and twin(ref.head) in group.heads)
    return same and ref.contents in group.versions


def twin(head: str) -> str:
    """«ветеранские объединения» are the «ветеранские организации»: the other noun for the same bodies, else empty."""
    twins = load("coreference.yaml")["twins"]
    return next((b if head == a else a for a, b in twins if head in {a, b}), "")


def shorter(ref: Reference, group: Group) -> bool:
    """Fewer of the words of a longer name: «Совет ветеранов» for «городской Совет ветеранов войны и труда»."""
    if ref.core or ref.plural or group.plural or ref.head not in group.heads:
        return False
    if _conflict(ref, group) and not _only_points(ref):
        return False
    told = ref.phrase.type in _TOLD_BY_OWN_WORDS and ref.head in {"совет", "собрание"}
    if ref.phrase.type is not group.type and (not ref.pointing or told) and not _council_again(ref, group):
        return False
    return ref.contents <= group.contents


_COUNCILS = {EntityType.NGO, EntityType.TRADE_UNION, EntityType.PARTY, EntityType.TOS}
"""What a «совет» may be by words that it is not called by again."""


def _council_again(ref: Reference, group: Group) -> bool:
    """«Координационный совет» after «координационный совет профсоюзов»: the class is that of the full name."""
    council = ref.phrase.type is EntityType.COUNCIL and group.type in _COUNCILS
    return council and ref.head == "совет" and bool(ref.contents)


def _only_points(ref: Reference) -> bool:
    """«Приходу» after «Свято-Никольский приход»: a bare noun has no place of its own."""
    return ref.pointing and ref.phrase.alone and ref.phrase.bare is Bare.ANAPHOR


_TOLD_BY_OWN_WORDS = {EntityType.REPRESENTATIVE_BODY}
"""Classes that a bare noun has only where its sentence says so («депутаты городского Совета»)."""


def longer(ref: Reference, group: Group) -> bool:
    """More words of the same name than have stood before."""
    if ref.core or ref.plural or group.plural or ref.head not in group.heads or _conflict(ref, group):
        return False
    growing = ref.phrase.type is group.type and ref.phrase.type in _GROWING and not group.cores
    return growing and bool(group.contents) and group.contents < ref.contents


_BARE_FIRST = {"программа", "подпрограмма"}


def named_later(ref: Reference, group: Group) -> bool:
    """«Целью Подпрограммы является …» before «Подпрограмма «Молодёжь»»: the programme of a passport, named at last."""
    bare = not (group.contents or group.cores or group.plural) and group.type is EntityType.PROGRAM
    return bare and not ref.plural and ref.head in group.heads & _BARE_FIRST


_UNITS = {EntityType.ADMINISTRATION, EntityType.POST, EntityType.COUNCIL}


def fewer_of_many(ref: Reference, group: Group) -> bool:
    """«структурных подразделений» after «структурных подразделений администрации»."""
    if not (ref.plural and group.plural) or ref.core or group.cores or ref.phrase.type is not group.type:
        return False
    if ref.head not in group.heads or _conflict(ref, group):
        return False
    if ref.head in word_set("sittings"):  # «заседание считается правомочным»
        return ref.context.tokens[ref.phrase.head].number == "Sing" and ref.contents <= group.contents
    fewer = ref.contents <= group.contents or (not group.contents and len(group.members) == 1)
    return group.type in _UNITS and fewer


def bare_of_many(ref: Reference, group: Group) -> bool:
    """«клубы» after «военно-патриотические клубы»: the collective of that noun spoken of last.

    «Организации» and «объединения» may be any.
    """
    bare = ref.plural and ref.phrase.alone and not ref.contents and not ref.core and not twin(ref.head)
    return (
        bare
        and group.plural
        and not group.cores
        and ref.phrase.type is group.type
        and ref.head in group.heads
    )


TESTS: tuple[Test, ...] = (
    same_quoted,
    spelled_out,
    without_form,
    same_words,
    shorter,
    longer,
    named_later,
    fewer_of_many,
    bare_of_many,
)
"""The first that holds for some group decides; the group spoken of last wins."""
