"""Texts of plan, one module an area."""
