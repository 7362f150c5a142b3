"""One file per importer: a raw file in, a house table and its Source out."""
