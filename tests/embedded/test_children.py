import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from renate.embedded.children import Child, Children
from renate.embedded.errors import StartError
from renate.embedded.processes import group_lives, is_alive

SLEEP = "import time; time.sleep(60)"
FAMILY = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); {SLEEP}"


def _child(folder: Path, code: str) -> Child:
    return Child("web", [sys.executable, "-c", code], dict(os.environ), folder / "web.log")


def test_children_end_with_their_whole_group(folder: Path) -> None:
    with Children(folder / "children.json") as children:
        children.start(_child(folder, FAMILY))
        group = json.loads((folder / "children.json").read_text())["web"]
        assert group_lives(group)

    assert not group_lives(group)
    assert not (folder / "children.json").exists()


def test_check_shows_the_end_of_the_log(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Children(folder / "children.json") as children:
        child = _child(folder, "print('the reason'); raise SystemExit(3)")
        children.start(child)
        children._running["web"][1].wait()

        with pytest.raises(StartError, match=r"The web process ended \(code 3\)"):
            children.check()

    assert "the reason" in capsys.readouterr().out


def test_end_leftovers_ends_what_a_killed_launcher_left(folder: Path) -> None:
    left = subprocess.Popen([sys.executable, "-c", f"{SLEEP}  # renate.celery"], start_new_session=True)
    (folder / "children.json").write_text(json.dumps({"web": left.pid}))

    Children.end_leftovers(folder / "children.json")

    assert not is_alive(left.pid)
    assert not (folder / "children.json").exists()
    left.wait()


def test_end_leftovers_spares_a_stranger_with_the_number(folder: Path) -> None:
    stranger = subprocess.Popen([sys.executable, "-c", SLEEP], start_new_session=True)
    (folder / "children.json").write_text(json.dumps({"web": stranger.pid}))

    Children.end_leftovers(folder / "children.json")

    assert is_alive(stranger.pid)
    stranger.kill()
    stranger.wait()
