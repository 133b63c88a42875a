"""The search index of a library: cached on disk, built in a process of its own."""
