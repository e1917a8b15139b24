"""Kernels: forked from a warm process, and spoken with over sockets that nobody else can take."""
