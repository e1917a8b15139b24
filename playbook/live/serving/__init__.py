"""Serve live panels to a room: links for people, a kernel for each, pages that come back."""
