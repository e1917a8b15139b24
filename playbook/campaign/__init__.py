"""One campaign: its checked tables, and how it is made, copied, erased and told by codes."""
