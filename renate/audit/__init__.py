"""Append-only events. The application may execute the function that writes one, and nothing else.

The actor and the organisation come from the signed context, never from arguments; meta holds codes and
refs, never text or names.
"""

from renate.audit.chain import own_head, scrub
from renate.audit.recording import Event, own_events, own_sign_ins, read_section, record, record_outside
from renate.audit.signs import Sign, own_signs

__all__ = [
    "Event",
    "Sign",
    "own_events",
    "own_head",
    "own_sign_ins",
    "own_signs",
    "read_section",
    "record",
    "record_outside",
    "scrub",
]
