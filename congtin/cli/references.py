"""`congtin references`."""
