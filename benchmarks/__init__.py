"""What the kit costs in time, memory and bytes, beside what a user would otherwise run.

``python -m benchmarks`` measures everything in one go and writes docs/benchmarks.md and the table
in README.md; nothing there is typed by hand.
"""
