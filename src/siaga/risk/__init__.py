"""Vulnerability: threat and reach, apart."""
