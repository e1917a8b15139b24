"""Spreading the AI and data culture: data shared, referents, roll-outs, lessons."""
