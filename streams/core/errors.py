"""The error tree.

TocsinError
├── ConfigError       the configuration is wrong: say every fault with file and line, and do not start
├── SettingsError     a setting is wrong or a needed extra is not installed: one line, and do not start
├── BrokerError       the broker cannot be used as it is: one line with the remedy, and do not start
├── StateError        what an agent remembers cannot be read back: one line with the remedy, and end
└── RefusedError      this message cannot be used: refuse it, whole and unchanged, and go on
"""

from dataclasses import dataclass

from streams.core.reasons import Reason


class TocsinError(Exception):
    """Every error that is ours. Its text is one line for people, with the remedy."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of the configuration: where, what, and what to do."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class ConfigError(TocsinError):
    """The configuration is wrong; carries all its faults at once."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


class StateError(TocsinError):
    """What an agent remembers cannot be read back."""


class SettingsError(TocsinError):
    """A setting is wrong, or an extra is missing."""


class BrokerError(TocsinError):
    """The broker cannot be used as it is."""


class RefusedError(TocsinError):
    """This message cannot be used; `reason` says why, the text names the place and the remedy."""

    def __init__(self, reason: Reason, error: str) -> None:
        super().__init__(error)
        self.reason = reason
