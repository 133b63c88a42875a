"""The citations of a paper."""
