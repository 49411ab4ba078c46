"""Referrals that came to us: the same operations as the pages, so the same rules."""

from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from cases.access import visible_cases
from cases.operations import ConsentAnswer
from referrals import access, operations, queries
from referrals.codes import MessageKind
from referrals.models import ReferralPackage
from renate import audit
from renate.accounts.access import can
from renate.accounts.models import Membership
from renate.accounts.roles import Act
from renate.api.etags import demand_match, etag_of
from renate.api.serializers.referrals import (
    FeedbackRecord,
    PackageAnswer,
    PackageDetail,
    PackageLine,
    PackageQuestion,
    SectionContent,
    TakenOver,
    TakeOver,
    TieCase,
)
from renate.api.serializers.shared import Problem, page_of
from renate.api.views.base import MemberView, named
from renate.api.views.cases import LIST_REFUSALS, NOT_THERE
from renate.kit import clock
from renate.kit.errors import RuleError

TALK = (MessageKind.QUESTION, MessageKind.ANSWER, MessageKind.FEEDBACK, MessageKind.STEP)
IF_MATCH = OpenApiParameter(
    "If-Match", str, OpenApiParameter.HEADER, required=True, description="The ETag of the referral as read."
)
REFUSALS = {
    404: NOT_THERE,
    412: OpenApiResponse(Problem, "Changed since it was read."),
    422: OpenApiResponse(Problem, "A rule forbids it; the reasons say which."),
    428: OpenApiResponse(Problem, "If-Match is missing."),
}


class PackageView(MemberView):
    """Referrals that came to us and that the member may know of."""

    acts: tuple[Act, ...] = (Act.OFFER_REFERRAL, Act.ANSWER_REFERRAL)

    def one(self, ref: str) -> ReferralPackage:
        """The package of a ref. Raises Http404."""
        rows = ReferralPackage.objects.received().select_related("organisation")
        found = rows.filter(public_id=ref).first()
        if found is None or not access.may_see(self.membership, found):
            audit.record("access.denied", page="api")
            raise Http404
        return found

    def changing(self, request: Request, ref: str) -> ReferralPackage:
        """The package to be changed, if it is still as it was read."""
        package = self.one(ref)
        demand_match(request, package)
        return package

    def answer(self, ref: str) -> Response:
        """One package with its ETag."""
        package = self.one(ref)
        return Response(
            PackageDetail(_detail(package, self.membership)).data, headers={"ETag": etag_of(package)}
        )


class PackageListView(PackageView):
    """What came."""

    @extend_schema(
        operation_id="referral_list",
        tags=["Referrals"],
        parameters=[PackageQuestion],
        responses={200: page_of(PackageLine), **LIST_REFUSALS},
    )
    def get(self, request: Request) -> Response:
        """Referrals that came to us, those without an answer first."""
        asked = self.question(request, PackageQuestion)
        rows = queries.inbox(self.membership)
        return self.page(request, rows.waiting() if asked.get("open") else rows, _line, PackageLine)  # type: ignore[attr-defined]


class PackageDetailView(PackageView):
    """One referral that came to us."""

    @extend_schema(
        operation_id="referral_read", tags=["Referrals"], responses={200: PackageDetail, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str) -> Response:
        """The anonymous summary, what passed between the two sides, and what may be opened."""
        audit.record("referral.summary_read", on=self.one(ref))
        return self.answer(ref)


class PackageSectionView(PackageView):
    """One opened section."""

    @extend_schema(
        operation_id="referral_section", tags=["Referrals"], responses={200: SectionContent, 404: NOT_THERE}
    )
    def get(self, request: Request, ref: str, letter: str) -> Response:
        """Open one section; both sides see that it was opened. Withdrawn means: not there."""
        try:
            content = operations.read_section(
                by=self.membership, on=clock.today(), package=self.one(ref), section=letter
            )
        except RuleError as error:
            raise Http404 from error
        return Response(SectionContent({"section": letter, "content": content}).data)


class PackageAnswerView(PackageView):
    """Answering."""

    acts = (Act.ANSWER_REFERRAL,)

    @extend_schema(
        operation_id="referral_answer",
        tags=["Referrals"],
        parameters=[IF_MATCH],
        request=PackageAnswer,
        responses={200: PackageDetail, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Accept, decline, put on the waiting list, ask for more, give to another worker, or end."""
        package = self.changing(request, ref)
        sent = self.body(request, PackageAnswer)
        _ANSWERS[sent["answer"]](sent, {"by": self.membership, "on": clock.today(), "package": package})
        return self.answer(ref)


class PackageFeedbackView(PackageView):
    """Feedback."""

    @extend_schema(
        operation_id="referral_feedback",
        tags=["Referrals"],
        parameters=[IF_MATCH],
        request=FeedbackRecord,
        responses={200: PackageDetail, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Tell the sender what came of it, in the form agreed."""
        package = self.changing(request, ref)
        sent = self.body(request, FeedbackRecord)
        operations.give_feedback(
            by=self.membership,
            on=clock.today(),
            package=package,
            feedback=operations.Feedback(**sent),
        )
        return self.answer(ref)


class PackageCaseView(PackageView):
    """Our own file."""

    @extend_schema(
        operation_id="referral_tie_case",
        tags=["Referrals"],
        parameters=[IF_MATCH],
        request=TieCase,
        responses={200: PackageDetail, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Tie the case that was opened here to the referral: the network counts the person once."""
        package = self.changing(request, ref)
        sent = self.body(request, TieCase)
        record = queries.received_record(package)
        if record is None or not access.may_open(self.membership, package):
            raise Http404
        case = named(visible_cases(self.membership), sent["case"], "case", "Choose a case that you may open.")
        operations.link_case(by=self.membership, on=clock.today(), referral=record, case=case)
        return self.answer(ref)


class PackageReportView(PackageView):
    """What was given."""

    @extend_schema(
        operation_id="referral_report",
        tags=["Referrals"],
        parameters=[IF_MATCH],
        request=None,
        responses={200: PackageDetail, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Report what our own file says was delivered, in numbers or by name, as the referral agreed."""
        package = self.changing(request, ref)
        operations.report_deliveries(by=self.membership, on=clock.today(), package=package)
        return self.answer(ref)


class PackageTakeOverView(PackageView):
    """A transfer."""

    acts = (Act.OPEN_INTAKE,)

    @extend_schema(
        operation_id="referral_take_over",
        tags=["Referrals"],
        parameters=[IF_MATCH],
        request=TakeOver,
        responses={201: TakenOver, **REFUSALS},
    )
    def post(self, request: Request, ref: str) -> Response:
        """Open our own file from the package; the sender's closes with it, or nothing happens."""
        package = self.changing(request, ref)
        said = self.body(request, TakeOver)
        how = {name: said[name] for name in ("given_by", "form", "checklist")}
        case = operations.take_over(
            by=self.membership, on=said["on"], package=package,
            services=ConsentAnswer(decision=said["services"], **how),
            data_storage=ConsentAnswer(decision=said["data_storage"], **how),
        )  # fmt: skip
        return Response(TakenOver({"case": case.public_id}).data, status=201)


def _worker(said: dict[str, Any]) -> Membership:
    active, reason = Membership.objects.filter(is_active=True), "Choose an active case manager."
    found: Membership = named(active, said["case_manager"], "case_manager", reason)
    return found


_ANSWERS = {
    "accept": lambda said, how: operations.accept_package(**how, case_manager=_worker(said)),
    "reassign": lambda said, how: operations.reassign_package(**how, case_manager=_worker(said)),
    "decline": lambda said, how: operations.decline_package(**how, reason=said["reason"]),
    "wait": lambda said, how: operations.put_on_waiting_list(**how, until=said["until"]),
    "ask": lambda said, how: operations.ask_sender(**how, question=said["question"]),
    "end": lambda said, how: operations.end_package(**how),
}


def _line(package: ReferralPackage) -> dict[str, Any]:
    names = ("state", "offered_on", "answer_due_on", "valid_until")
    return {
        "ref": package.public_id,
        "sender": package.organisation.name,
        "kind": package.summary["kind"],
        "urgent": package.summary["urgent"],
        **{name: getattr(package, name) for name in names},
    }


def _detail(package: ReferralPackage, membership: Membership) -> dict[str, Any]:
    opens = access.may_open(membership, package)
    letters = [letter for letter in package.sections if opens and access.may_read_section(membership, letter)]
    told = queries.messages(package, *TALK) if opens or can(membership, Act.ANSWER_REFERRAL) else []
    return {
        **_line(package),
        "summary": package.summary,
        "opens": letters,
        "messages": [vars(message) for message in told],
        "feedback_agreed": package.feedback_agreed,
        "readings": readings_of(package) if letters or can(membership, Act.ANSWER_REFERRAL) else [],
    }


def readings_of(package: ReferralPackage) -> list[dict[str, Any]]:
    """Who opened which section, and when: the same list on both sides."""
    return [
        {"section": row.section, "by": row.reader_name, "role": row.reader_role, "at": row.created_at}
        for row in queries.readings(package)
    ]
