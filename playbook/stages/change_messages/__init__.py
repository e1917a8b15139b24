"""Change messages: which phase of perception each department is in, and what it needs to hear."""
