"""Prioritisation workshop: votes on value and feasibility, what comes first, what was decided."""
