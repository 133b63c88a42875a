"""Imports of papers from files and services: read, planned, joined with the library and reported."""
