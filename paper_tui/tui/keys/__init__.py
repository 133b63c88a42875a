"""Key bindings: declared once, changed by the keymap, shown in help."""
