import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from renate.embedded import demo, site
from renate.embedded.errors import StartError
from renate.embedded.layout import PROJECT


def test_a_second_demo_is_told_where_the_first_is(folder: Path) -> None:
    sentence = rf"already runs here: open http://127.0.0.1:8123/.*kill {os.getpid()}"

    with (
        demo._only_one(folder, 8123),
        pytest.raises(StartError, match=sentence),
        demo._only_one(folder, 8124),
    ):
        raise AssertionError("two at once")

    with demo._only_one(folder, 8124):
        pass


def test_the_worker_signs_in_as_itself(folder: Path) -> None:
    (folder / "env").write_text("SECRET_KEY=x\n")
    environment = demo.demo_environment(folder / "env", 8001)

    web, worker, beat = demo.processes_of(environment, folder, 8001)

    assert environment["RENATE_MODE"] == "demo"
    assert environment["PUBLIC_URL"] == "http://127.0.0.1:8001"
    assert web.environment.get("RENATE_PROCESS") is None
    assert worker.environment["RENATE_PROCESS"] == beat.environment["RENATE_PROCESS"] == "worker"


def test_embedded_needs_nothing_but_the_standard_library() -> None:
    code = "import renate.embedded.demo, renate.embedded.__main__; print('alone')"

    # -S: no installed package can be imported.
    answer = subprocess.run([sys.executable, "-S", "-c", code], cwd=PROJECT, capture_output=True, text=True)

    assert answer.stdout == "alone\n", answer.stderr


@pytest.mark.parametrize("digest", [site.static_digest, site.code_digest])
def test_the_site_is_prepared_again_when_a_file_changed(folder: Path, digest: Callable[[Path], str]) -> None:
    for name in ("requirements.lock", "renate/settings.py", "static/a.css", "cases/static/b.js"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    (folder / ".renate/static").mkdir(parents=True)
    before = digest(folder)
    (folder / ".renate/static/collected.css").write_text("")
    assert digest(folder) == before

    (folder / "cases/static/b.js").write_text("new")

    assert digest(folder) != before
