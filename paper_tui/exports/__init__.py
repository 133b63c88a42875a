"""What papers become: one file a format, papers in, text out."""
