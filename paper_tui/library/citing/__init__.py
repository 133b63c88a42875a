"""Citations of the papers of a library: from kept texts and services, and what they connect."""
