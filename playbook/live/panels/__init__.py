"""The panels: one module each, by the name of its notebook."""
