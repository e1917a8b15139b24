"""Before the room: the pack that a workshop is prepared with, and what is carried into the next."""
