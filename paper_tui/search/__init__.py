"""Finding papers: query language, index, ranking, facets. No I/O; alone imports rapidfuzz and numpy."""
