"""Sentences, morphology, syntax and named entities: the only stage that loads language models."""

from kg.annotate.pipeline import annotate, annotate_many

__all__ = ["annotate", "annotate_many"]
