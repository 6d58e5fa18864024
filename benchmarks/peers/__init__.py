"""Peers that figures are compared with."""
