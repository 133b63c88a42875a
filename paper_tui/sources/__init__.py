"""Where papers come from: one file a format or service, bytes in, papers and rejects out."""
