"""How an AI solution is trained: what data do to a model, shown live, and how ready ours are."""
