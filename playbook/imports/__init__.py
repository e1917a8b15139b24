"""Exports of workshop tools taken into a campaign, as a mapping that people can edit says."""
