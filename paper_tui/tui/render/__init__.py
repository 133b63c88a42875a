"""Values to styled text. No widgets."""
