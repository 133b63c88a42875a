"""Finding papers: query language, index, ranking and facets. No I/O; the only package that imports rapidfuzz."""
