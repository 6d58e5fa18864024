"""Signing in and staying safe: throttle, second factor, sessions, freshness, headers, uploads."""
