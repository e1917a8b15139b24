"""Impact study: the gaps, whom and what they touch, and what to settle first."""
