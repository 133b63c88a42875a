"""Files on disk: atomic writes, locks, paths, caches."""
