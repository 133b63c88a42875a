"""What a paper is: values and pure functions that every other layer shares. No I/O."""
