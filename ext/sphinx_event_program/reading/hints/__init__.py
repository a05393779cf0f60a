"""What authors may have meant where data cannot be read."""
