"""Where a campaign's tables lie; every source reads and writes the same tables."""
