"""Private folders for servers that are not, or hardly ever, started."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from renate.embedded.identity import Identity, server_identity
from renate.embedded.layout import Layout


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "servers: starts a PostgreSQL and a Valkey of its own")


@pytest.fixture
def identity() -> Identity:
    return server_identity()


@pytest.fixture
def folder() -> Iterator[Path]:
    """A short path that the servers' identity can reach; pytest's own is neither."""
    path = Path(tempfile.mkdtemp(prefix="rt-", dir="/tmp")).resolve()
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def layout(folder: Path, identity: Identity) -> Layout:
    for name in ("home", "servers"):
        (folder / name).mkdir()
    return Layout(folder / "home", folder / "servers", folder / "servers", identity)
