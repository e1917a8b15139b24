"""What colours are for, and the company's own in their place: read, checked, cleaned."""
