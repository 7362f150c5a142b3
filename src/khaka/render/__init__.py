"""The document's faces."""
