"""Output formats of documents, one file each."""
