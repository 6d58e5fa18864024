"""Sentences of running the server."""
