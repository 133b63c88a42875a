"""One file a form that a document is printed in: a document in, text out."""
