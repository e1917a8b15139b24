"""What a campaign is told in its YAML: declared, read, written."""
