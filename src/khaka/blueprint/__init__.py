"""The document: sections of blocks that hold data and message keys; nothing here draws or formats."""
