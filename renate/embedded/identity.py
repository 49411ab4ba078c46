"""Whom the servers run as: the caller, or somebody unprivileged where the caller is root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

CLEAN_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Identity:
    """A user and group to run a server as; `drops` says that we are root and must give it up."""

    uid: int
    gid: int
    drops: bool

    def spawn(self, command: Sequence[str | Path], log: IO[bytes]) -> subprocess.Popen[bytes]:
        """Start a server in a session of its own, so that a Ctrl-C at the terminal doesn't reach it."""
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            user=self.uid if self.drops else None,
            group=self.gid if self.drops else None,
            extra_groups=[] if self.drops else None,
        )

    def run(self, command: Sequence[str | Path], log: IO[bytes] | None = None) -> int:
        """Run a short command as this identity and return its exit code."""
        return subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=log or subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=CLEAN_ENVIRONMENT,
            check=False,
            user=self.uid if self.drops else None,
            group=self.gid if self.drops else None,
            extra_groups=[] if self.drops else None,
        ).returncode

    def can_enter(self, folder: Path) -> bool:
        """Whether every folder down to this one lets this identity through."""
        return not self.drops or self.run(["/bin/sh", "-c", 'cd "$0"', folder]) == 0

    def can_execute(self, program: Path) -> bool:
        """Whether this identity may run the program."""
        return not self.drops or self.run(["/bin/sh", "-c", 'test -x "$0"', program]) == 0

    def own(self, path: Path) -> None:
        """Give a file or folder to this identity."""
        if self.drops:
            os.chown(path, self.uid, self.gid, follow_symlinks=False)

    def private_folder(self, path: Path) -> Path:
        """Make the folder if need be, for this identity alone."""
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.own(path)
        path.chmod(0o700)
        return path


def server_identity() -> Identity:
    """The caller, unless the caller is root: PostgreSQL refuses root, and nothing here needs it."""
    if os.geteuid() != 0:
        return Identity(os.geteuid(), os.getegid(), drops=False)
    nobody = pwd.getpwnam("nobody")
    return Identity(nobody.pw_uid, nobody.pw_gid, drops=True)
