"""Tests name requirements that exist, and the trace in the documents is the present one."""

from tests.guards import trace


def test_tests_name_known_requirements_only() -> None:
    assert set(trace.shown()) - set(trace.known()) == set()


def test_no_requirement_is_listed_twice() -> None:
    listed = [line.split("\t")[0] for line in trace.IDS.read_text().splitlines() if not line.startswith("#")]

    assert len(listed) == len(set(listed)) > 200


def test_the_trace_in_the_documents_is_the_present_one() -> None:
    assert trace.PAGE.read_text() == trace.page(), "run: python -m tests.guards.trace"
