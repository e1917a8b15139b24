"""Take the words out of a spreadsheet file that nobody vouches for, in a process of its own.

The modules here run in that process, on the standard library alone: it must start at once, stay
within its memory, and be free to die. `playbook.sources.child` starts it.
"""
