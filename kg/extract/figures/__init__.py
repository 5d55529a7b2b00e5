"""The figures that a report states: number, bound, unit, what is counted, about whom, when."""

from kg.extract.figures.find import find_figures, read_sentences

__all__ = ["find_figures", "read_sentences"]
