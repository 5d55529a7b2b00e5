"""Civic knowledge graph: Russian municipal reports turned into RDF, with the sentence behind every claim."""
