"""structlog: JSON in production, readable on a terminal. The article's text never goes into a log."""

import logging
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger

    from streams.edge.settings import Settings


def configure(settings: "Settings") -> "FilteringBoundLogger":
    """Set up logging for this process and give its logger."""
    level = logging.getLevelNamesMapping()[settings.log_level]
    as_json = settings.log_format == "json" or (settings.log_format == "auto" and not sys.stderr.isatty())
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: list[Any] = (
        [_tracebacks(), structlog.processors.JSONRenderer()]
        if as_json
        else [structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[*shared, *renderer],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderer],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    # What Faust and aiokafka say at INFO is of use to their developers only.
    root.setLevel(max(level, logging.WARNING))
    logger: FilteringBoundLogger = structlog.get_logger()
    return logger


def _tracebacks() -> Any:
    # Without the values of local variables: the article's text is one of them.
    return structlog.processors.ExceptionRenderer(
        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    )


def without_text(error: BaseException) -> dict[str, Any]:
    """An error for a log line: its type and where it came from, not what it says, which may quote the article."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    return {
        "error": type(error).__name__,
        "frames": [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames],
    }


def hush_clients() -> None:
    """Keep aiokafka's own lines back: where a broker cannot be reached, our one line says why."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)


def hear_clients() -> None:
    """Let aiokafka speak at the root's level, once a worker runs."""
    logging.getLogger("aiokafka").setLevel(logging.NOTSET)
