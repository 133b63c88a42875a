"""The index: arrays built from papers, and how they are brought up to date."""
