"""Asking the graph: the catalogue of questions, the engines that answer, and how answers are shown."""
