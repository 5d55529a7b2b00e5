"""Lists whose lead says who acts and that it is to come («Администрация намерена: – создать …; – оказать …»)."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.relations.field import direct
from kg.extract.relations.lexicon import data
from kg.extract.relations.phrases import Phrase
from kg.extract.relations.scene import Scene
from kg.extract.relations.setting import Setting
from kg.extract.status import status_at
from kg.model import ACTORS, EntityType, SectionKind, Status

_DOERS = ACTORS | {EntityType.POST}
_TELLING: frozenset[str] = frozenset(data("arguments.yaml")["telling"])


def _planned(lead: Scene) -> bool:
    """Whether what follows the colon is to come: a cue of intention stands before it."""
    return status_at(lead.tokens, len(lead.tokens) - 1, None) is Status.PLANNED


def _doers(lead: Scene) -> list[Phrase]:
    """The subject of the lead; the dative where somebody is told («отделу поручено:»)."""
    told = any(t.lemma in _TELLING for t in lead.tokens)
    wanted = "Dat" if told else "Nom"
    fit = [
        p for p in lead.phrases if p.entity.type in _DOERS and direct(p) and not p.paren and not p.proxy
        and wanted in p.cases and not p.vague
    ]  # fmt: skip
    return [p for p in fit if p.group == fit[0].group]


def _bare(lead: Scene) -> bool:
    """«Комитет:», «В 2020 году отдел:»: a lead that names who acts and has no verb."""
    return not any(t.pos in {"VERB", "AUX"} for i, t in enumerate(lead.tokens) if i not in lead.inside)


def ruled(lead: Scene | None, item: Scene, setting: Setting) -> Setting:
    """The setting of an item whose lead names who acts; the item's own setting where it does not.

    Args:
        lead: The sentence above the list, if the item has one.
        item: The item; one that begins with an infinitive is ruled by the lead, one with another verb by a lead without.
        setting: What the item stands in by itself.
    """
    if lead is None or lead.tokens[-1].text != ":":
        return setting
    opening = [t for i, t in enumerate(item.tokens) if i not in item.inside][:4]
    first = next((t for t in opening if t.pos in {"VERB", "NOUN"}), None)
    if first is None:
        return setting
    infinitive = first.feats.get("VerbForm") == "Inf"
    if not infinitive and not (_bare(lead) and first.feats.get("VerbForm") == "Fin"):
        return setting
    if infinitive and _planned(lead):
        setting = replace(setting, section=SectionKind.TASKS)
    doers = tuple(p.entity for p in _doers(lead))
    return replace(setting, focus=doers, reporter=doers) if doers else setting
