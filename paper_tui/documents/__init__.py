"""The full text of a paper: bytes in, a frozen `model.Document` out. No network, no files, no terminal."""
