"""Speed, memory and scale, printed as tables of ratios: ``python -m benchmarks``."""
