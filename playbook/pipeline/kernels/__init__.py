"""Kernels: forked from a warm process, and spoken with over pipes."""
