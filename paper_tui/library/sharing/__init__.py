"""Sharing with other devices, with groups and with a server."""
