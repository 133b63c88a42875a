"""User actions of the main screen, one family a file."""
