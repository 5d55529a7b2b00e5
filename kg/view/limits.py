"""What a page can show; apart from the page itself, whose libraries take long to load."""

MANY_CLAIMS = 50_000
"""From so many claims on a page is heavy and says so: `kg serve` answers from the graph instead."""
