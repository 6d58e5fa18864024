"""Travel over real roads and waterways: OpenStreetMap extracts and GraphML, many to many."""

from siaga.geo.network.routing import NetworkCosts, NetworkTravel, read_network
from siaga.geo.network.segments import Segments, box_around

__all__ = ["NetworkCosts", "NetworkTravel", "Segments", "box_around", "read_network"]
