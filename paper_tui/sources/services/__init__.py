"""Papers from services, over a network that may do anything: fetched whole, politely, and resumable."""

from paper_tui.sources.services.exchange_types import (
    Busy,
    FetchError,
    FetchSettings,
    Interrupted,
    Limits,
    NotFound,
    Progress,
    Timing,
)
from paper_tui.sources.services.fetch_state import FetchState
from paper_tui.sources.services.fetching import fetch
from paper_tui.sources.services.service import Service, Spec
from paper_tui.sources.services.source_spec import SERVICES, parse_spec

__all__ = [
    "SERVICES",
    "Busy",
    "FetchError",
    "FetchSettings",
    "FetchState",
    "Interrupted",
    "Limits",
    "NotFound",
    "Progress",
    "Service",
    "Spec",
    "Timing",
    "fetch",
    "parse_spec",
]
