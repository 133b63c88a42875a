"""What is on disk, and that it stays: the only package that imports TinyDB."""
