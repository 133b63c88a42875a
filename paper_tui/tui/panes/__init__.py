"""The regions of the main screen, one file each: state comes down to them, messages go up."""
