"""How two processes share the tests: one by one, but what is dear to set up is set up in one of them only."""

from typing import Any

from xdist.scheduler.loadscope import LoadScopeScheduling

# Tests of these files stay together: they look at the demo, which takes half a minute to load, or at one
# document of thirty pages.
TOGETHER = {
    f"tests/demo/test_{name}.py": "the loaded demo"
    for name in ("command", "nothing_in_clear", "people_rows", "report", "rows")
} | {"tests/reports/test_document.py": "the whole report"}


class OneByOne(LoadScopeScheduling):
    """The next test goes to whoever is free. (`--dist loadgroup` finds no group with pytest 9.)"""

    def _split_scope(self, nodeid: str) -> Any:
        return TOGETHER.get(nodeid.partition("::")[0], nodeid)
