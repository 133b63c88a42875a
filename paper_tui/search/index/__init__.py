"""The index: arrays built from papers, and their incremental update."""
