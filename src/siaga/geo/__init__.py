"""Areas, distances, travel times (estimated, network, measured), neighbours."""
