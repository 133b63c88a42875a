"""Checks of what became of papers: newer versions, withdrawal, retraction, publication."""
