"""Text to words: tokens, fields and literal matches."""
