"""The PDF engine asks nobody for anything: whatever the text says, no host and no file is touched."""

import base64
import io
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from pypdf import PdfReader

from renate.kit.pdf import _fetcher, write_pdf


class Listening(BaseHTTPRequestHandler):
    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(302)
        self.send_header("Location", "file:///etc/hostname")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Silence."""


@pytest.fixture
def host(socket_enabled: None) -> Iterator[str]:
    """A host that hears whoever asks, and sends them to a file."""
    Listening.asked.clear()
    with HTTPServer(("127.0.0.1", 0), Listening) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def page(host: str, file: Path) -> str:
    sheet = base64.b64encode(f"@import url({host}/nested.css);".encode()).decode()
    return f"""<html lang="en"><head><title>t</title>
      <link rel="stylesheet" href="{host}/sheet.css"><link rel="attachment" href="file://{file}">
      <link rel="stylesheet" href="data:text/css;base64,{sheet}">
      <style>@import url("{host}/import.css"); @import "file://{file}";
      @font-face {{ font-family: f; src: url({host}/font.ttf) }}
      p {{ background: url({host}/back.png); font-family: f }}
      li {{ list-style-image: url(//{host[7:]}/li.png) }}
      </style></head><body><p>Shown</p><ul><li>x</li></ul><a rel="attachment" href="file://{file}">a</a>
      <img src="{host}/picture.png" alt="a"><img src="file://{file}" alt="b"><object data="{host}/o"></object>
      <img src="ftp://{host[7:]}/f" alt="c"><svg><image href="{host}/svg.png" /></svg></body></html>"""


@pytest.mark.filterwarnings("ignore")
def test_a_page_full_of_addresses_is_laid_out_without_asking_any(host: str, tmp_path: Path) -> None:
    file = tmp_path / "secret.txt"
    file.write_text("Kanarendorf")

    made = write_pdf(page(host, file))

    reader = PdfReader(io.BytesIO(made))
    assert "Shown" in reader.pages[0].extract_text()
    assert Listening.asked == []
    assert b"Kanarendorf" not in made
    assert not reader.attachments


def test_the_host_would_have_heard_it(host: str) -> None:
    """The check can fail: an ordinary request is heard."""
    from urllib.error import HTTPError, URLError
    from urllib.request import urlopen

    with pytest.raises((HTTPError, URLError)):
        urlopen(f"{host}/picture.png")  # noqa: S310

    assert Listening.asked == ["/picture.png"]


@pytest.mark.parametrize("address", ["http://127.0.0.1/", "file:///etc/hostname", "ftp://a/b", "//a/b"])
def test_the_fetcher_refuses_what_is_not_in_the_page(address: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)not (allowed|permitted|an absolute)|unknown|protocol|url"):
        _fetcher().fetch(address)


def test_what_is_in_the_page_is_read() -> None:
    assert _fetcher().fetch("data:text/plain,hello").read() == b"hello"
