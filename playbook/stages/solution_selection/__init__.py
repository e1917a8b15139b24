"""Solution selection: the weighted grid, how sure it is, costs, orals, and a recommendation."""
