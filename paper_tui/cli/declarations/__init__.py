"""Declarations of the commands: name, arguments, help, examples and the function that runs each."""
