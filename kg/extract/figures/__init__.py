"""The figures that a report states: number, bound, unit, what is counted, about whom, when."""

from kg.extract.figures.find import Tally, find_figures

__all__ = ["Tally", "find_figures"]
