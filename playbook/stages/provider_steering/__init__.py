"""Provider steering: what the contracts promise, and whether the providers keep it."""
