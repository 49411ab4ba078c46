"""What the account, approval and audit pages show."""

from renate.accounts.queries.approvals import RequestLine, decidable, own_requests, request_line
from renate.accounts.queries.audit import LogLine, SignLine, log_lines, sign_lines

__all__ = [
    "LogLine",
    "RequestLine",
    "SignLine",
    "decidable",
    "log_lines",
    "own_requests",
    "request_line",
    "sign_lines",
]
