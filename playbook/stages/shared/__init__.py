"""What several stages compute and say: times of a workshop, rhythm of committees."""
