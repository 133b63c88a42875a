"""Completion of papers from services: look-ups, offers, certain matches and questions."""
