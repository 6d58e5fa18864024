"""Siaga: open-source software that keeps a regional election peaceful."""

__version__ = "0.1.0"
