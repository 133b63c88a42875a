"""Synchronise what the reader did between devices by exchanging events. Alone imports psycopg.

A change of one field of one subject is an event. Each device appends its events to a log that no other
device writes; libraries agree by reading each other's logs. The state is the merge of all events, in any
order and with any repetition: of a field the newest event (`state`), of a note all versions that nobody
wrote over (`notes`). Events of others are untrusted: they are bounded and checked by `events.decode`, and
what they say of a paper is cleaned where the library reads any record.
"""

from __future__ import annotations

from paper_tui.sync.clock import Stamp
from paper_tui.sync.events import Event
from paper_tui.sync.state import State

__all__ = ["Event", "Stamp", "State"]
