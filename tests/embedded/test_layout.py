import os
import stat
from pathlib import Path

import pytest

from renate.embedded import layout as layouts
from renate.embedded.errors import StartError
from renate.embedded.identity import Identity
from renate.embedded.layout import need_space, open_log, prepare, write_private


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_prepare_makes_private_folders(folder: Path) -> None:
    made = prepare(folder / ".renate")

    assert made.servers == made.sockets == folder / ".renate" / "servers"
    assert _mode(made.servers) == 0o700
    assert _mode(made.home) in (0o700, 0o711)


def test_prepare_moves_sockets_where_the_path_is_short(folder: Path) -> None:
    deep = folder / ("x" * 90) / ".renate"

    made = prepare(deep)
    again = prepare(deep)

    assert len(os.fsencode(made.sockets)) < 40
    assert _mode(made.sockets) == 0o700
    assert again.sockets == made.sockets
    made.sockets.rmdir()


def test_prepare_makes_new_sockets_when_the_old_were_swept_away(folder: Path) -> None:
    deep = folder / ("x" * 90) / ".renate"
    swept = prepare(deep).sockets
    swept.rmdir()

    made = prepare(deep)

    assert made.sockets.is_dir()
    made.sockets.rmdir()


def test_prepare_does_not_trust_a_socket_folder_open_to_others(folder: Path) -> None:
    deep = folder / ("x" * 90) / ".renate"
    opened = prepare(deep).sockets
    opened.chmod(0o755)

    made = prepare(deep)

    assert made.sockets != opened
    for path in (opened, made.sockets):
        path.rmdir()


def test_prepare_goes_elsewhere_when_servers_cannot_enter(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = folder / "closed" / ".renate"
    monkeypatch.setattr(layouts, "ELSEWHERE", folder / "elsewhere")
    monkeypatch.setattr(Identity, "can_enter", lambda self, path: "closed" not in path.parts)

    made = prepare(closed)
    again = prepare(closed)

    assert folder / "elsewhere" in made.servers.parents
    assert again == made


def test_prepare_does_not_take_the_data_of_another_checkout(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(layouts, "ELSEWHERE", folder / "elsewhere")
    monkeypatch.setattr(Identity, "can_enter", lambda self, path: "closed" not in path.parts)
    first = prepare(folder / "closed" / ".renate")
    copy = folder / "closed" / "copy"
    copy.mkdir()
    (copy / "layout.json").write_text((first.home / "layout.json").read_text())

    second = prepare(copy)

    assert second.servers != first.servers


def test_prepare_says_when_the_folder_cannot_be_made(folder: Path) -> None:
    (folder / "file").write_text("")

    with pytest.raises(StartError, match="make it writable"):
        prepare(folder / "file" / ".renate")


def test_need_space_names_the_folder_and_what_to_do(folder: Path) -> None:
    with pytest.raises(StartError, match=r"free some space and start again"):
        need_space(folder, 10**9)


def test_write_private_is_for_our_eyes_only(folder: Path) -> None:
    write_private(folder / "env", "A=1\n")
    write_private(folder / "env", "A=2\n")

    assert (folder / "env").read_text() == "A=2\n"
    assert _mode(folder / "env") == 0o600


def test_open_log_begins_anew_when_it_is_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layouts, "BIGGEST_LOG", 3)
    (folder / "log").write_text("long")

    with open_log(folder / "log") as log:
        log.write(b"new")

    assert (folder / "log").read_text() == "new"
    assert _mode(folder / "log") == 0o600
