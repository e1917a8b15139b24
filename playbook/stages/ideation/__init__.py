"""Ideation workshop: what the notes say, what the dots say, and what goes on to prioritisation."""
