"""The configuration that ships, loaded once for all tests."""

from functools import cache

from streams.edge import config, settings


@cache
def shipped(judge: str = "on") -> config.Config:
    """The shipped configuration; the judge's model is loaded once."""
    return config.load(settings.Settings(_env_file=None, judge=judge, store="memory"))
