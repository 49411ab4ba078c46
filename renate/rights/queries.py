"""Requests, and files whose time is over."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q

from cases.models import Case, Person
from renate.rights.models import LegalHold, RetentionPeriods, RetentionReview
from renate.rights.rules import Ending, kept_until


def periods() -> RetentionPeriods:
    """The periods of the organisation in scope; the defaults, unsaved, where it set none."""
    return RetentionPeriods.objects.first() or RetentionPeriods()


def files_over(on: date) -> Iterator[tuple[Person, date]]:
    """Persons whose time is over and who were not warned of yet, with the day; none with a hold."""
    months = periods().months
    reviewed = RetentionReview.objects.filter(person=OuterRef("pk"))
    reviewed = reviewed.filter(Q(decision="") | Q(keep_until__gte=on))
    held = LegalHold.objects.filter(person=OuterRef("pk"), ended_on__isnull=True)
    cases = Case.objects.only("person", "organisation", "public_id", "closed_on", "closure_outcome")
    found = (
        Person.objects.filter(~Exists(reviewed), ~Exists(held), anonymised_on__isnull=True)
        .filter(Exists(Case.objects.closed().filter(person=OuterRef("pk"))))
        .filter(~Exists(Case.objects.open().filter(person=OuterRef("pk"))))
        .only("organisation", "public_id", "case_code")
        .prefetch_related(Prefetch("cases", cases))
        .order_by("pk")
    )
    for person in found:
        endings = [Ending(case.closed_on, case.closure_outcome) for case in person.cases.all()]
        due_on = kept_until(endings, months)
        if due_on is not None and due_on < on:
            yield person, due_on
