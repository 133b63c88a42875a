"""The terminal, processes and scheduling around the reader."""
