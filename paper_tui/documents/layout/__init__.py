"""A document as lines of cells, for any width and without a terminal.

`texts` prepares the text of each block once (formulas as Unicode, with the way back to offsets);
`wrapping`, `tables` and `equations` fit it to a width; `typesetter` puts the lines of a document together
and maps positions to lines and back. `line.segments` gives what is to be drawn.
"""
