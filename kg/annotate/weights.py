"""The weights of natasha's news models as plain arrays, laid out for :mod:`kg.annotate.network`."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from navec.pq import PQ
from navec.tar import Tar
from navec.vocab import Vocab
from numpy.typing import NDArray
from slovnet.const import REL, SHAPE, TAG
from slovnet.exec.model import NER, Morph, Syntax
from slovnet.exec.pack import Pack

from kg.errors import KgError

Floats = NDArray[np.float32]


class _Codes(PQ):  # type: ignore[misc]
    """Navec's quantised vectors without its tables of distances: 0.2 s and 30 MB that nothing here needs."""

    def precompute(self) -> None:
        self.qdims = np.arange(self.qdim)


class Layer(NamedTuple):
    """A convolution of width 3, its bias, ReLU and normalisation.

    Attributes:
        taps: The matrices of the previous, this and the next word side by side: inputs × (3 · outputs).
        bias: One an output.
        scale: What the normalisation multiplies an output with.
        shift: What it adds then.
    """

    taps: Floats
    bias: Floats
    scale: Floats
    shift: Floats


class Tagger(NamedTuple):
    """One model: its three layers, its heads, its tags.

    Attributes:
        layers: From words to the last hidden layer.
        head: The model's own head, in slovnet's form.
        rel: The second head of the syntax model, None elsewhere.
        tags: What the outputs stand for.
    """

    layers: tuple[Layer, ...]
    head: Any
    rel: Any
    tags: tuple[str, ...]


class Words(NamedTuple):
    """The vectors of words and shapes that all three models share, or have a table of each.

    Attributes:
        ids: Word in lower case → row.
        unknown: Row of words that are not there.
        indexes: Quantised vectors, rows × 100.
        codes: What they stand for, 100 × 256 × 3.
        shapes: Shape → row.
        shape_tables: For each model a table of shape vectors.
    """

    ids: dict[str, int]
    unknown: int
    indexes: NDArray[np.uint8]
    codes: Floats
    shapes: dict[str, int]
    shape_tables: tuple[Floats, ...]


class Weights(NamedTuple):
    """Everything that is loaded."""

    words: Words
    morph: Tagger
    syntax: Tagger
    ner: Tagger


def folder() -> Path:
    """Where natasha keeps its models.

    Raises:
        KgError: natasha is not installed.
    """
    # natasha itself is not imported: it would pull in the parsers that nothing here uses.
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise KgError("no_models")
    return Path(spec.submodule_search_locations[0]) / "data"


def _navec(data: Path) -> tuple[Vocab, PQ]:
    with Tar(str(data / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")) as tar:
        return Vocab.from_file(tar.load("vocab.bin")), _Codes.from_file(tar.load("pq.bin"))


def _taps(weight: Floats) -> Floats:
    outputs, inputs, width = weight.shape
    return np.ascontiguousarray(weight.transpose(1, 2, 0).reshape(inputs, width * outputs))


def _layer(layer: Any) -> Layer:  # noqa: ANN401 - slovnet has no types
    norm = layer.norm
    scale = norm.weight.array / norm.std.array
    return Layer(
        _taps(layer.conv.weight.array),
        layer.conv.bias.array,
        scale,
        norm.bias.array - norm.mean.array * scale,
    )


def _tagger(model: Any, tags: tuple[str, ...]) -> Tagger:  # noqa: ANN401 - slovnet has no types
    layers = tuple(_layer(layer) for layer in model.encoder.layers)
    return Tagger(layers, model.head, getattr(model, "rel", None), tags)


def _packed(path: Path, kind: Any, tags: str) -> tuple[Any, dict[str, int], tuple[str, ...]]:  # noqa: ANN401
    # slovnet's own loading also reads the 250,000 words that are in navec's file already, once for each model
    with Pack(str(path)) as pack:
        pack.load_meta().check_protocol()
        model = pack.load_model(kind)
        model = model.inject_arrays(dict(pack.load_arrays(model.weights)))
        return model, pack.load_vocab(SHAPE).item_ids, tuple(pack.load_vocab(tags).items)


def load() -> Weights:
    """Read the models.

    Raises:
        KgError: natasha, which carries the weights, is not installed.
    """
    data = folder()
    vocabulary, vectors = _navec(data)
    kinds = {"morph": (Morph, TAG), "syntax": (Syntax, REL), "ner": (NER, TAG)}
    packs = [
        _packed(data / "model" / f"slovnet_{name}_news_v1.tar", kind, tags)
        for name, (kind, tags) in kinds.items()
    ]
    words = Words(
        ids=vocabulary.word_ids,
        unknown=vocabulary.unk_id,
        indexes=vectors.indexes,
        codes=vectors.codes,
        shapes=packs[0][1],
        shape_tables=tuple(model.emb.shape.weight.array for model, _, _ in packs),
    )
    return Weights(words, *(_tagger(model, tags) for model, _, tags in packs))
