"""One sealed log as its members see it, without I/O: make and accept entries, notice a fork."""
