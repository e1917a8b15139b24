"""Live votes under fire: browsers vote while the server is killed."""
