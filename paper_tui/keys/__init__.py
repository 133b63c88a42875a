"""The declared keys, the user's keymap and the help text: data that reader, commands and manual share.

Nothing here imports Textual, so that commands can show keys without loading it.
"""
