"""Places and passages of a document: progress, motions, search, quotations, and finding them again."""
