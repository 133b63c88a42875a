"""Figures and pages of PDFs, drawn: the canvas, the pane that shows a picture, and the screens."""
