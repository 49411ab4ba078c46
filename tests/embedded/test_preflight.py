import socket

import pytest

from renate.embedded import preflight
from renate.embedded.errors import StartError
from renate.embedded.preflight import SystemPackages, need_browser, need_pdf_libraries, need_port, port_from


def test_need_port_says_how_to_choose_another() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(StartError, match=rf"Port {port} is in use.*PORT={port + 1} make demo"):
            need_port(port)

    need_port(port)


@pytest.mark.parametrize(("text", "port"), [(None, 8000), ("", 8000), ("8001", 8001)])
def test_port_from_reads_a_number(text: str | None, port: int) -> None:
    assert port_from(text) == port


@pytest.mark.parametrize("text", ["web", "0", "65536", "-1"])
def test_port_from_refuses_what_is_no_port(text: str) -> None:
    with pytest.raises(StartError, match="is no port"):
        port_from(text)


def test_missing_pdf_libraries_name_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preflight, "missing_pdf_libraries", lambda: ["pango-1.0"])
    monkeypatch.setattr(SystemPackages, "install", lambda self: False)
    monkeypatch.setattr(preflight.shutil, "which", lambda name: name if name == "dnf" else None)
    monkeypatch.setattr(preflight.os, "geteuid", lambda: 1000)

    with pytest.raises(StartError, match=r"\(pango-1\.0\)\. Type: sudo dnf install pango harfbuzz"):
        need_pdf_libraries()


def test_missing_browser_is_an_error_in_ci_and_told_elsewhere(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(preflight, "find_browser", lambda: None)
    monkeypatch.setattr(SystemPackages, "install", lambda self: False)

    monkeypatch.delenv("CI", raising=False)
    assert need_browser() is None
    assert "will be skipped" in capsys.readouterr().out

    monkeypatch.setenv("CI", "true")
    with pytest.raises(StartError, match="CI needs Chromium"):
        need_browser()
