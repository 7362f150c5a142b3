"""One function per verb; everything a user can do, callable from Python."""
