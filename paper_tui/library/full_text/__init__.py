"""Full texts, figures and files of papers, and the search inside them."""
