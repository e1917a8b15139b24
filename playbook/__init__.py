"""The shared helpers behind the notebooks of the AI playbook kit."""
