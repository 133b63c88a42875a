"""Evaluate a query against an index: matches, ranking, facets, suggestions."""
