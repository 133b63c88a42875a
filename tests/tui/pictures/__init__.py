"""Every screen at every size: kept as text, and drawn to be looked at."""
