"""The journal: one line a change, undo, compaction."""
