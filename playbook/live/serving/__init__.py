"""Serve live panels to a room: links for people, a socket for each page, pages that come back."""
