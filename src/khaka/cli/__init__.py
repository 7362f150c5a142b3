"""The command line: parse, call one desk function, print."""
