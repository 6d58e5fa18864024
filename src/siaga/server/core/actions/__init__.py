"""Every write of core, one function each."""
