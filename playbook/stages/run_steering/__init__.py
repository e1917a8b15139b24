"""RUN steering: who uses it, whether it pays, who waits for what, whether anybody steers."""
