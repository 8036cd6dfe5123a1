"""One alert bound for one destination."""

from schemas.alert import Alert
from schemas.base import Message, Moment


class Delivery(Message):
    """One alert bound for one destination; the id says so: hash(alert id, destination)."""

    id: str
    destination: str
    channel: str
    alert: Alert
    route: str
    not_before: Moment | None = None
    expires_at: Moment
