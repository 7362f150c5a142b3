"""One file a format, found by scan."""
