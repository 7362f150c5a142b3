"""One file a section, found by scan: a Strategy in, blocks out."""
