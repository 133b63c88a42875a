"""Papers: values and pure functions that every other layer shares. No I/O."""
