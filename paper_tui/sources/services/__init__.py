"""Papers from services, over a network that may do anything: fetched whole, politely, and resumable."""

from paper_tui.sources.services.fetching import fetch
from paper_tui.sources.services.service import Service, Spec
from paper_tui.sources.services.specs import SERVICES, parse_spec
from paper_tui.sources.services.state import FetchState
from paper_tui.sources.services.values import (
    Busy,
    FetchError,
    FetchSettings,
    Interrupted,
    Limits,
    Progress,
    Timing,
)

__all__ = [
    "SERVICES",
    "Busy",
    "FetchError",
    "FetchSettings",
    "FetchState",
    "Interrupted",
    "Limits",
    "Progress",
    "Service",
    "Spec",
    "Timing",
    "fetch",
    "parse_spec",
]
