"""The JSON API: strict bodies, personal keys, the document that describes it."""
