"""The graph over HTTP: a SPARQL 1.1 endpoint, a query page, cards of entities with their evidence, search."""
