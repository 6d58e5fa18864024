"""Texts of core, one module an area."""
