"""The query language: text in, syntax tree out."""
