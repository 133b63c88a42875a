"""The full text of a paper: the page, its outline, cards, search, jumps and passages."""
