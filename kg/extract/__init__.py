"""What one document says: entities, claims and figures, found by named rules over annotated sentences."""
