"""Signs that a figure is about an entity: small named facts, weighed in ``owners.yaml``."""
