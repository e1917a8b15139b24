"""The booklet as data: how each workshop is held, and what a campaign may start from."""
