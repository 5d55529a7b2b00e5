"""The news models of the natasha project, loaded once a process and run over batches of tokenised sentences."""

from __future__ import annotations

import os

# BLAS threads slow these small matrix products down several times; must be set before numpy loads.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from navec import Navec
from slovnet import NER, Morph, Syntax

from kg.errors import KgError

BATCH = 32
"""Sentences a batch; larger batches gain nothing on one core."""


class Tags(NamedTuple):
    """What the models say of one sentence, one item a token."""

    morph: list[str]
    heads: list[int]
    rels: list[str]
    ner: list[str]


class Models(NamedTuple):
    """The three taggers, sharing one embedding table."""

    morph: Any
    syntax: Any
    ner: Any


def _weights() -> Path:
    # natasha itself is not imported: it would pull in the parsers that nothing here uses.
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise KgError("natasha", "the package with the model weights is not installed", "pip install natasha")
    return Path(spec.submodule_search_locations[0]) / "data"


@lru_cache(maxsize=1)
def load() -> Models:
    """Load the models (about 0.6 s and 300 MB), once a process.

    Raises:
        KgError: natasha, which carries the weights, is not installed.
    """
    data = _weights()
    navec = Navec.load(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar"))
    paths = {name: str(data / "model" / f"slovnet_{name}_news_v1.tar") for name in ("morph", "syntax", "ner")}
    morph = Morph.load(paths["morph"], batch_size=BATCH).navec(navec)
    syntax = Syntax.load(paths["syntax"], batch_size=BATCH).navec(navec)
    ner = NER.load(paths["ner"], batch_size=BATCH).navec(navec)
    return Models(morph.infer, syntax.infer, ner.infer)


def _decode(infer: Any, words: Sequence[Sequence[str]]) -> list[list[str]]:
    return [list(tags) for tags in infer.decoder(infer.process(infer.encoder(words)))]


def tag(sentences: Sequence[Sequence[str]]) -> list[Tags]:
    """Tag tokenised sentences; the order of the result is the order of the input.

    Sentences are sorted by length first, so that batches hold little padding.
    """
    models = load()
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]), i))
    words = [sentences[i] for i in order]
    syntax = models.syntax.decoder(models.syntax.process(models.syntax.encoder(words)))
    rows = zip(_decode(models.morph, words), syntax, _decode(models.ner, words), strict=True)
    found: list[Tags] = [Tags([], [], [], [])] * len(sentences)
    for index, (morph, (_, heads, rels), ner) in zip(order, rows, strict=True):
        found[index] = Tags(morph, [int(head) - 1 for head in heads], list(rels), ner)
    return found
