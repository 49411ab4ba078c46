"""What no file of the product may contain, read from the source."""

import ast

import pytest

from tests.guards.sources import PROJECT, Source, dotted, of_product, of_tests

CLOCK = "renate/kit/clock.py"
# Who may speak SQL, and what for.
MAY_SPEAK_SQL = {
    "renate/audit/recording.py": "events go through functions of the database",
    "renate/audit/signs.py": "asks functions of the database for what stands out",
    "renate/audit/chain.py": "seals events through functions of the database",
    "renate/audit/management/commands/verify_audit.py": "checks the chain",
    "renate/benches/database.py": "makes and drops the database of a measurement",
    "renate/benches/filling.py": "fills it by series",
    "renate/benches/claims/caseload.py": "reads the same rows without Django around them",
    "renate/benches/claims/isolation.py": "lifts the policies of a database of its own, to measure them",
    "renate/benches/claims/reminders.py": "the bare statement that a sweep is compared with",
    "renate/notices/operations/mailing.py": "a mail leaves only after what says so is on the disk",
    "renate/pages/views/health.py": "asks whether the database answers",
    "renate/tenancy/grants.py": "grants follow each migration",
    "renate/tenancy/scope.py": "binds the context",
    "renate/tenancy/backend/schema.py": "emits policies",
}
# Markup of our own making, or sanitised: everything else is escaped by the template.
MADE_HERE = {
    "renate/kit/charts.py",
    "renate/kit/templatetags/kit.py",
    "renate/reports/pdf.py",
    "renate/reports/presenting.py",
}
MAY_PRINT = ("renate/embedded/", "/management/commands/")
NOW = {
    "date.today", "datetime.date.today", "datetime.now", "datetime.today", "datetime.utcnow",
    "datetime.datetime.now", "timezone.now",
}  # fmt: skip


def _found(source: Source, call: ast.Call) -> str:
    return f"{source.path}:{call.lineno}"


def _calls(*names: str) -> list[str]:
    return [
        _found(source, call)
        for source in of_product()
        for call in source.calls()
        if dotted(call.func).rpartition(".")[2] in names and isinstance(call.func, ast.Attribute)
    ]


def test_no_query_leaves_the_orm() -> None:
    named = [
        _found(source, call)
        for source in of_product()
        for call in source.calls()
        if dotted(call.func).rpartition(".")[2] in {"RawSQL", "unscoped"}
    ]

    assert _calls("raw", "extra") + named == []


def test_sql_is_spoken_by_the_files_on_the_list_only() -> None:
    speakers = {place.rpartition(":")[0] for place in _calls("cursor")}

    assert speakers - set(MAY_SPEAK_SQL) == {path for path in speakers if path.startswith("renate/embedded/")}


def test_nothing_is_put_off_in_the_queue() -> None:
    """Redis delivers what has an eta again and again; what is due stands in a row (security 6)."""
    late = [
        _found(source, call)
        for source in of_product()
        for call in source.calls()
        if {keyword.arg for keyword in call.keywords} & {"eta", "countdown"}
    ]

    assert late == []


def test_there_is_one_clock() -> None:
    others = [
        _found(source, call)
        for source in of_product()
        if source.path != CLOCK and not source.path.startswith("renate/embedded/")
        for call in source.calls()
        if dotted(call.func) in NOW
    ]

    assert others == []


def test_nothing_is_printed() -> None:
    printed = [
        _found(source, call)
        for source in of_product()
        if not any(part in f"/{source.path}" for part in MAY_PRINT)
        for call in source.calls()
        if dotted(call.func) in {"print", "pprint", "breakpoint"}
    ]

    assert printed == []


def test_no_text_is_marked_safe_by_hand() -> None:
    trusted = {
        source.path
        for source in of_product()
        for call in source.calls()
        if dotted(call.func).rpartition(".")[2] in {"mark_safe", "SafeString"}
    }

    assert trusted <= MADE_HERE


def test_models_have_no_hidden_order() -> None:
    ordered = [
        f"{source.path}:{node.lineno}"
        for source in of_product()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef) and node.name == "Meta"
        for line in node.body
        if isinstance(line, ast.Assign) and dotted(line.targets[0]) == "ordering"
    ]

    assert ordered == []


@pytest.mark.parametrize("word", ["utils", "helpers", "common", "services", "manager", "misc"])
def test_no_module_of_an_app_is_a_drawer_for_the_rest(word: str) -> None:
    drawers = [
        source.path
        for source in of_product()
        for parts in [source.path.removeprefix("renate/").removesuffix(".py").split("/")]
        if word in parts[:2]
    ]

    assert drawers == []


def test_no_work_is_left_in_the_margin() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
    left = [
        source.path
        for source in (*of_product(), *of_tests())
        if any(mark in (PROJECT / source.path).read_text() for mark in marks)
    ]

    assert left == []
