"""The convolutions of slovnet's models over sentences laid end to end, with one empty place between two.

Slovnet pads sentences to the longest of a batch and copies windows of three words. Here nothing is padded; a
convolution of width 3 is one matrix product and two shifted sums. Bias and normalisation are moved to where
they cost nothing: ``relu(x + b) · s + t`` is ``max(x, -b) · s + (b · s + t)``; the factor goes into the next
matrix and the rest into the next bias, and the empty places get the value that stands for zero there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.annotate.weights import Floats, Layer


class Step(NamedTuple):
    """A layer with the normalisation of the one before folded in.

    Attributes:
        taps: Inputs × (3 · outputs).
        floor: What an output is cut off below: the bias, negated.
        empty: The value of an empty place after it.
    """

    taps: Floats
    floor: Floats
    empty: Floats


class Encoder(NamedTuple):
    """The steps of one model.

    Attributes:
        steps: The first one's matrix is in the word table.
        scale: Factor of the last step's outputs.
        shift: What is added to them then.
    """

    steps: tuple[Step, ...]
    scale: Floats
    shift: Floats


def fold(layers: Sequence[Layer]) -> Encoder:
    """Fold the normalisations of a model's layers into the matrices that follow them."""
    scale, shift = np.ones(1, np.float64), np.zeros(1, np.float64)
    steps = []
    for index, layer in enumerate(layers):
        taps = layer.taps.astype(np.float64)
        bias = layer.bias.astype(np.float64)
        if index:
            outputs = len(bias)
            bias = bias + (shift @ taps).reshape(3, outputs).sum(axis=0)
            taps = taps * scale[:, None]
        scale = layer.scale.astype(np.float64)
        shift = bias * scale + layer.shift
        steps.append(Step(_single(taps), _single(-bias), _single(-shift / scale)))
    return Encoder(tuple(steps), _single(scale), _single(shift))


def _single(values: NDArray[np.float64]) -> Floats:
    return np.ascontiguousarray(values, np.float32)


def run(encoder: Encoder, sums: Floats, gaps: NDArray[np.intp]) -> Floats:
    """The last layer's outputs.

    Args:
        encoder: A model's steps.
        sums: The first convolution without bias, places × outputs; is overwritten.
        gaps: The empty places, the first and the last place among them.
    """
    found = _cut(sums, encoder.steps[0], gaps)
    for step in encoder.steps[1:]:
        found = _cut(_convolve(found, step.taps), step, gaps)
    return found * encoder.scale + encoder.shift


def _convolve(inputs: Floats, taps: Floats) -> Floats:
    outputs = taps.shape[1] // 3
    products = inputs @ taps
    sums = np.empty((len(inputs), outputs), np.float32)
    sums[0] = sums[-1] = 0
    inner = sums[1:-1]
    np.add(products[:-2, :outputs], products[1:-1, outputs : 2 * outputs], out=inner)
    inner += products[2:, 2 * outputs :]
    return sums


def _cut(sums: Floats, step: Step, gaps: NDArray[np.intp]) -> Floats:
    np.maximum(sums, step.floor, out=sums)
    sums[gaps] = step.empty
    return sums
