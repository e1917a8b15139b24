"""Make pages of what was executed: the exporter and its template, the index, the manifest."""
