"""The reader's interest: ranking, follows, pace and statistics."""
