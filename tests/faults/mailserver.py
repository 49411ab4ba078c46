"""A mail server that can be away, refuse, or break off after it has taken a mail."""

import re
import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import ClassVar

OPEN, REFUSING, BREAKING = "open", "refusing", "breaking"


@dataclass
class Letterbox:
    """What the server took, and how it behaves at present."""

    mood: str = OPEN
    mails: list[EmailMessage] = field(default_factory=list)
    refused: int = 0

    def ids(self) -> list[str]:
        """The Message-ID of every mail that was taken, in their order."""
        return [str(mail["Message-ID"]) for mail in self.mails]

    def links_by_id(self) -> dict[str, frozenset[str]]:
        """Which notices each Message-ID told of; fails where two deliveries of one mail differ."""
        found: dict[str, frozenset[str]] = {}
        for mail in self.mails:
            links = frozenset(re.findall(r"/notices/([0-9a-z]+)/", mail.get_content()))
            if found.setdefault(str(mail["Message-ID"]), links) != links:
                raise AssertionError("one Message-ID, two texts")
        return found


class _Session(socketserver.StreamRequestHandler):
    box: ClassVar[Letterbox]

    def handle(self) -> None:
        if self.box.mood == REFUSING:
            self.box.refused += 1
            self._say("421 busy")
            return
        self._say("220 faults")
        while line := self.rfile.readline():
            command = line[:4].upper()
            if command == b"DATA":
                self._take()
            elif command == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 fine")

    def _take(self) -> None:
        self._say("354 go on")
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        mail = message_from_bytes(b"".join(lines), policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.box.mails.append(mail)
        if self.box.mood == BREAKING:
            self.connection.close()  # taken, but the sender never learns it
            return
        self._say("250 taken")

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """On a free port of this machine, in threads of this process."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        self.box = Letterbox()
        super().__init__(("127.0.0.1", 0), type("Session", (_Session,), {"box": self.box}))

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def begin(self) -> None:
        """Answer from now on."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()

    def handle_error(self, request: object, client_address: object) -> None:
        """A sender that was killed in mid-mail is what this is for."""
