"""Where things lie: the private folder of the checkout, and what must lie elsewhere."""

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from renate.embedded.errors import StartError
from renate.embedded.identity import Identity, server_identity

# sun_path holds 108 bytes on Linux and 104 on macOS; PostgreSQL adds ".s.PGSQL.5432.lock".
LONGEST_SOCKET_FOLDER = 80
ELSEWHERE = Path("/var/lib/renate")
BIGGEST_LOG = 5_000_000
PROJECT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Layout:
    """The folders of one set of servers.

    `home` holds the passwords and the env file and belongs to the caller; `servers` holds data and logs
    and belongs to the identity the servers run as; `sockets` is `servers` or a shorter path.
    """

    home: Path
    servers: Path
    sockets: Path
    identity: Identity

    @property
    def software(self) -> Path:
        """Where server programs are copied to when the identity can't reach the environment's."""
        return self.servers.parent / "software"

    @property
    def env_file(self) -> Path:
        return self.home / "env"

    @property
    def root_key_file(self) -> Path:
        return self.home / "root.key"

    def log(self, name: str) -> Path:
        return self.home / f"{name}.log"

    def is_new(self) -> bool:
        """No database has ever been finished here."""
        return not (self.servers / "postgresql" / "PG_VERSION").exists()


def home_folder(project: Path = PROJECT) -> Path:
    """RENATE_HOME, or `.renate` in the checkout."""
    return Path(os.environ.get("RENATE_HOME") or project / ".renate").absolute()


def prepare(home: Path | None = None, identity: Identity | None = None) -> Layout:
    """Make the folders, choosing places that the servers' identity reaches and sockets can hold."""
    home = home or home_folder()
    identity = identity or server_identity()
    _make_home(home, identity)
    remembered = _read(home / "layout.json")
    servers = _servers_folder(home, identity, remembered.get("servers"))
    sockets = _sockets_folder(servers, identity, remembered.get("sockets"))
    places = {"servers": str(servers), "sockets": str(sockets)}
    if places != remembered:
        write_private(home / "layout.json", json.dumps(places, indent=1) + "\n")
    return Layout(home, servers, sockets, identity)


def write_private(path: Path, text: str, mode: int = 0o600) -> None:
    """Write a file that nobody else reads, whole or not at all."""
    draft = path.with_name(path.name + ".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as file:
        file.write(text)
    draft.replace(path)


def open_log(path: Path) -> IO[bytes]:
    """A log to append to, for our eyes only; one that has grown too long begins anew."""
    if path.exists() and path.stat().st_size > BIGGEST_LOG:
        path.unlink()
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")


def need_space(folder: Path, megabytes: int) -> None:
    """Refuse early, in words, rather than late, in a half-written database."""
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < megabytes:
        raise StartError(
            f"There are only {free} MB free on the disk of {folder}, and {megabytes} MB are needed: "
            "free some space and start again."
        )


def _make_home(home: Path, identity: Identity) -> None:
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        # root's servers run as somebody else, who must pass through, and may not look around.
        home.chmod(0o711 if identity.drops else 0o700)
    except OSError as error:
        raise StartError(
            f"The folder {home} can't be written ({error.strerror}): make it writable."
        ) from error


def _servers_folder(home: Path, identity: Identity, remembered: str | None) -> Path:
    known = Path(remembered or home / "servers")
    is_ours = known.parent == home or _marked_for(known.parent) == str(home)
    if is_ours and known.is_dir() and identity.can_enter(known):
        return identity.private_folder(known)
    if identity.can_enter(home):
        return identity.private_folder(home / "servers")
    # Only root gets here: the checkout lies in a folder that is closed to the servers' identity.
    digest = hashlib.sha256(str(home).encode()).hexdigest()[:12]
    elsewhere = ELSEWHERE / digest
    elsewhere.mkdir(mode=0o711, parents=True, exist_ok=True)
    for folder in (elsewhere.parent, elsewhere):
        folder.chmod(0o711)
    (elsewhere / "belongs-to").write_text(str(home))
    return identity.private_folder(elsewhere / "servers")


def _sockets_folder(servers: Path, identity: Identity, remembered: str | None) -> Path:
    if len(os.fsencode(servers)) <= LONGEST_SOCKET_FOLDER:
        return servers
    with contextlib.suppress(OSError):
        if remembered and remembered != str(servers) and _is_private(Path(remembered), identity):
            return Path(remembered)
    folder = Path(tempfile.mkdtemp(prefix="renate-", dir="/tmp"))
    return identity.private_folder(folder)


def _is_private(folder: Path, identity: Identity) -> bool:
    facts = folder.lstat()
    return facts.st_uid == identity.uid and facts.st_mode & 0o170777 == 0o040700


def _marked_for(folder: Path) -> str | None:
    try:
        return (folder / "belongs-to").read_text()
    except OSError:
        return None


def _read(path: Path) -> dict[str, str]:
    try:
        content = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


@contextlib.contextmanager
def disk_errors_as_sentences() -> Iterator[None]:
    """Turn a full or read-only disk into a sentence."""
    try:
        yield
    except OSError as error:
        place = error.filename or "disk"
        raise StartError(f"{error.strerror or error} ({place}): mend it and start again.") from error
