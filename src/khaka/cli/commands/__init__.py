"""One file a command, found by scan: parse, call one desk function, print. To add a command is to add a file."""
