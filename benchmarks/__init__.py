"""Quality and speed, measured beside named peers; one command each."""
