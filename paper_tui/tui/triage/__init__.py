"""Triage: one new paper at a time."""
