"""Annotated reports: reading them, and measuring a graph against them."""
