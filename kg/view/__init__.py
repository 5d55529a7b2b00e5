"""Looking at a graph: a networkx projection, measures, and one offline page."""
