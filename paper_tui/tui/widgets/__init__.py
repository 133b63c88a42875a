"""The panes of the screens and their parts."""
