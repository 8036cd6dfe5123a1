"""Route: alert -> deliveries, by the visible table in config/routes.yaml."""

from streams.core.route.choose import Chosen, choose
from streams.core.route.silence import silence
from streams.core.route.table import Routes

__all__ = ["Chosen", "Routes", "choose", "silence"]
