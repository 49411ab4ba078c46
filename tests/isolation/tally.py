"""Figures of a run, gathered from all workers and printed at its end."""

from collections import Counter
from typing import Any

import pytest

TALLY = "isolation-tally"
LINES = {
    "cells": "authorisation matrix: {cells} combinations tried, {unexpected} unexpected",
    "statements": "database matrix: {statements} statements tried, {crossed} crossed",
    "walls": "each wall alone: {walls} questions asked, {through} came through",
    "jobs": "crowded pool: {jobs} jobs, {broken} broken off half-way, {foreign} foreign rows",
    "moved": "moved ciphertext: {moved} removals of {columns} columns tried, {opened} opened",
    "rotated": "rotation: {rotated} cells sealed anew, {left} left on the old key",
    "tampered": "the record: {tampered} attacks by the owner of the database, {unseen} not seen",
    "looked_for": "the demo in the clear: {looked_for} names, addresses, telephones, numbers, {clear} found",
    "reminders": "reminders {reminders}, faults {faults}, lost {lost}, doubled {doubled}",
    "mutations": "mutations: killed {killed} of {mutations}",
    "answers": "canaries: {answers} answers, {mails} mails, {lines} log lines searched, {strayed} strayed",
}


class Tally:
    """Registered as a plugin, so that the process that only distributes the work prints too."""

    def __init__(self) -> None:
        self.figures: Counter[str] = Counter()

    def add(self, name: str, number: int = 1) -> None:
        self.figures[name] += number

    def pytest_sessionfinish(self, session: Any) -> None:
        output = getattr(session.config, "workeroutput", None)
        if output is not None:
            output["isolation"] = dict(self.figures)

    def pytest_testnodedown(self, node: Any) -> None:
        self.figures.update(getattr(node, "workeroutput", {}).get("isolation", {}))

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        for name, line in LINES.items():
            if self.figures[name]:
                terminalreporter.write_line(line.format_map(self.figures))


@pytest.fixture(scope="session")
def tally(request: pytest.FixtureRequest) -> Tally:
    """Where tests leave the figures that stand at the end of the run."""
    found: Tally = request.config.pluginmanager.get_plugin(TALLY)
    return found
