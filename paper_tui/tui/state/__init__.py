"""State that screens share, and the services that dialogs and controllers are given."""
