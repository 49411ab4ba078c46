"""One Valkey (the open Redis) on a private socket with a password, keeping its queue over a restart."""

import socket
import time
from dataclasses import dataclass
from pathlib import Path

from renate.embedded import processes
from renate.embedded.binaries import find_valkey
from renate.embedded.errors import StartError
from renate.embedded.layout import Layout, open_log, write_private
from renate.embedded.secrets_store import Secrets

START_SECONDS, STOP_SECONDS = 20.0, 10.0


@dataclass(frozen=True)
class Valkey:
    """The queue server of a layout: start it, stop it, ask it."""

    layout: Layout
    store: Secrets

    @property
    def data(self) -> Path:
        return self.layout.servers / "valkey"

    @property
    def socket(self) -> Path:
        return self.layout.sockets / "valkey.sock"

    def start(self) -> str:
        """Adopt the running server, or start one; returns which of the two, in a word."""
        if self.running_pid() and self.answers():
            return "running"
        self.stop()
        self.layout.identity.private_folder(self.data)
        config = self.data / "valkey.conf"
        write_private(config, self._config())
        self.layout.identity.own(config)
        with open_log(self.layout.log("valkey")) as log:
            server = self.layout.identity.spawn([find_valkey(self.layout), config], log)
        deadline = time.monotonic() + START_SECONDS
        while server.poll() is None and time.monotonic() < deadline:
            if self.answers():
                return "started"
            time.sleep(0.05)
        if server.poll() is None:
            processes.end(server.pid, seconds=STOP_SECONDS)
        raise StartError(f"Valkey does not start; see {self.layout.log('valkey')}.")

    def stop(self) -> bool:
        """End the server that runs on our data, be it ours or an orphan; True if there was one."""
        pid = self.running_pid()
        if not pid:
            return False
        processes.end(pid, seconds=STOP_SECONDS)
        return True

    def running_pid(self) -> int:
        """The pid in our pid file, if it is a Valkey."""
        pid = processes.read_pid(self.data / "valkey.pid")
        return pid if processes.runs_program(pid, "valkey", "redis") else 0

    def answers(self) -> bool:
        """Whether the server takes our password on our socket."""
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.settimeout(2)
                client.connect(str(self.socket))
                client.sendall(f"AUTH {self.store.valkey}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2 and (part := client.recv(200)):
                    answer += part
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"

    def _config(self) -> str:
        lines = {
            "port": "0",
            "unixsocket": f'"{self.socket}"',
            "unixsocketperm": "700",
            "requirepass": self.store.valkey,
            "dir": f'"{self.data}"',
            "pidfile": f'"{self.data / "valkey.pid"}"',
            "daemonize": "no",
            "appendonly": "yes",
            "save": '""',
            # The queue must not lose pokes by eviction: a full one refuses instead.
            "maxmemory": "128mb",
            "maxmemory-policy": "noeviction",
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())
