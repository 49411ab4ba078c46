"""`python -m renate.embedded start|stop|status|url|remove`: the servers from the command line."""

import argparse
import sys

from renate.embedded.errors import StartError
from renate.embedded.layout import home_folder
from renate.embedded.secrets_store import database_url
from renate.embedded.supervisor import Servers, open_servers

ROLES = ("web", "worker", "owner", "backup", "super")


def main(arguments: list[str] | None = None) -> int:
    """Do one command; the exit code of `status` says whether both servers run."""
    parser = argparse.ArgumentParser(prog="python -m renate.embedded", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("start", help="start both servers and leave them running")
    commands.add_parser("stop", help="stop both servers")
    commands.add_parser("status", help="say what runs")
    url = commands.add_parser("url", help="print a database URL")
    url.add_argument("role", choices=ROLES, nargs="?", default="web")
    commands.add_parser("remove", help="stop both servers and remove their data, passwords and keys")
    options = parser.parse_args(arguments)
    if options.command in ("stop", "remove") and not home_folder().exists():
        return 0
    try:
        return _do(open_servers(), options)
    except StartError as trouble:
        print(trouble, file=sys.stderr)
        return 1


def _do(servers: Servers, options: argparse.Namespace) -> int:
    if options.command == "start":
        words = servers.start()
        servers.keep()
        print(*(f"{name}: {word}" for name, word in words.items()), sep="\n")
    elif options.command == "stop":
        print(*(f"{name}: stopped" for name in servers.stop()), sep="\n")
    elif options.command == "remove":
        servers.remove()
    elif options.command == "status":
        pids = servers.status()
        for name, pid in pids.items():
            print(f"{name}: running, pid {pid}" if pid else f"{name}: stopped")
        return 0 if all(pids.values()) else 3
    else:
        print(database_url(servers.layout, f"renate_{options.role}", getattr(servers.store, options.role)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
