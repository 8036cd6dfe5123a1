"""Shape: alert -> the payload of a channel; pure functions, sending is elsewhere."""

from streams.core.shape import text

__all__ = ["text"]
