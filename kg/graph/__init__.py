"""The graph as RDF: names, triples, files, validation, exports."""
