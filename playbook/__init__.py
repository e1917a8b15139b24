"""The shared helpers behind the notebooks of the AI playbook kit."""

__version__ = "0.2.0"
