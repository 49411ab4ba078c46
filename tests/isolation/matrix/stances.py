"""Which rows a page is asked about, and how those stand to the member who asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from cases.models import BulkChange, EmergencyAccess, Feedback, SavedView, StaffSupervision
from referrals.models import Agreement, CooperationActivity, Partner, PartnerContact
from reintegration.models import Employer, FollowUp, GroupActivity, JobOffer, ProviderEntry, ServiceOffer
from renate.accounts.models import ApiToken, ApprovalRequest, HeldForm, Invitation, Membership
from renate.funding.models import Grant, GrantDeadline, Instalment
from renate.notices.models import Notice, OutgoingMail
from shelters.models import Bed, Shelter
from tests.isolation.matrix.pages import Page
from tests.isolation.matrix.table import Relation
from tests.isolation.world import World
from tests.isolation.world.files import FIXED, File
from tests.isolation.world.houses import Actor, House

Refs = dict[str, str]
# Files of the organisation by how they stand to everybody; each has one of their own besides.
FILES = {
    "team": Relation.TEAM,
    "sealed_team": Relation.SEALED_TEAM,
    "group": Relation.GROUP,
    "left": Relation.LEFT,
    "grant": Relation.GRANT,
    "other": Relation.OTHER,
    "sealed": Relation.SEALED,
}
# What the first part of an address is about, besides cases.
THINGS: dict[str, type | None] = {
    "shelters/": Shelter,
    "partners/members/": None,  # about an organisation of the directory, which is everybody's
    "partners/": Partner,
    "cooperation/": CooperationActivity,
    "settings/invitations/": Invitation,
    "settings/services/": ServiceOffer,
    "activities/": GroupActivity,
    "employers/": Employer,
    "directory/": ProviderEntry,
    "notices/": Notice,
    "operations/mails/": OutgoingMail,
    "approvals/": ApprovalRequest,
    "feedback/": Feedback,
    "account/keys/": ApiToken,
    "account/held/": HeldForm,
    "grants/instalments/": Instalment,
    "grants/deadlines/": GrantDeadline,
    "grants/": Grant,
    "cases/bulk/": BulkChange,
    "caseload/supervision/": StaffSupervision,
    "cases/views/": SavedView,
}
# What is its owner's alone; the one there is belongs to a colleague.
COLLEAGUES = {Notice, BulkChange, SavedView}
PARTS_OF: dict[type, str] = {
    Feedback: "feedback_ref",
    BulkChange: "bulk_ref",
    SavedView: "view_ref",
    StaffSupervision: "supervision_ref",
}


@dataclass(frozen=True)
class Stance:
    """Refs for a page, and the relation in which they stand."""

    relation: Relation
    refs: tuple[tuple[str, str], ...] = ()


def _stance(relation: Relation, refs: Refs) -> Stance:
    return Stance(relation, tuple(sorted(refs.items())))


def stances(world: World, page: Page, actor: Actor) -> Iterator[Stance]:
    """Every stance in which the member can ask for the page."""
    if not page.parts:
        yield Stance(Relation.NONE)
        return
    yield absent(page)
    if page.is_of_a_case:
        yield from _of_cases(world, page, actor)
    elif page.route.startswith("api/v1/follow-ups/"):
        yield from _of_follow_ups(world, actor)
    elif page.route.startswith(("referrals/", "api/v1/referrals/")):
        yield from _of_packages(world, page)
    elif page.route.startswith(("requests/", "api/v1/requests/")):
        yield from _of_requests(world)
    elif page.route.startswith(("reports/", "api/v1/reports/")):
        yield from _of_reports(world)
    elif page.route.startswith("emergency/"):
        yield from _of_emergencies(world)
    elif page.route.startswith("rights/"):
        yield from _of_rights(world, page)
    elif page.route.startswith("settings/members/"):
        yield from _of_members(world)
    else:
        yield from _of_things(world, page, thing_of(page))


def absent(page: Page) -> Stance:
    """Refs that nothing has."""
    return _stance(Relation.ABSENT, page.unknown())


def thing_of(page: Page) -> type | None:
    """The model that an address begins with; None for keys of the library and of invitations."""
    return next((model for start, model in THINGS.items() if page.route.startswith(start)), None)


def _file_refs(page: Page, file: File, actor: Actor) -> Refs:
    parts = {part: file.ref_of(part, page.name, actor.membership) for part in page.parts if part != "ref"}
    return {"ref": file.ref, **parts}


def _of_cases(world: World, page: Page, actor: Actor) -> Iterator[Stance]:
    here, foreign = world.here, world.there.files["own"]
    files = {Relation.OWN: here.own_files.get(actor.role)}
    files |= {relation: here.files[name] for name, relation in FILES.items()} | {Relation.FOREIGN: foreign}
    for relation, file in files.items():
        if file is not None:
            yield _stance(relation, _file_refs(page, file, actor))
    own = files[Relation.OWN]
    if own is None or set(page.parts) <= {"ref", *FIXED}:
        return
    for relation, other in ((Relation.OTHERS_PART, here.files["team"]), (Relation.FOREIGN_PART, foreign)):
        yield _stance(relation, {**_file_refs(page, other, actor), "ref": own.ref})


def _of_follow_ups(world: World, actor: Actor) -> Iterator[Stance]:
    files = {Relation.OWN: world.here.own_files[actor.role], Relation.FOREIGN: world.there.files["own"]}
    files |= {relation: world.here.files[name] for name, relation in FILES.items()}
    for relation, file in files.items():
        yield _stance(relation, {"ref": file.rows[FollowUp].public_id})


def _of_packages(world: World, page: Page) -> Iterator[Stance]:
    came = world.there.packages
    packages = {
        Relation.OFFERED: came["offered"],
        Relation.ACCEPTED: came["accepted"],
        Relation.ACCEPTED_BY_ANOTHER: came["accepted_by_another"],
        Relation.WITHDRAWN: came["withdrawn"],
        Relation.ELSEWHERE: came["elsewhere"],
        Relation.SENT: world.here.packages["sent"],
    }
    for relation, package in packages.items():
        yield _stance(relation, {"ref": package.public_id, "letter": "A"})
    if "letter" in page.parts:
        yield _stance(Relation.NOT_TICKED, {"ref": came["accepted"].public_id, "letter": "B"})


def _of_requests(world: World) -> Iterator[Stance]:
    for relation, request in (
        (Relation.OFFERED, world.there.requests["to us"]),
        (Relation.ELSEWHERE, world.there.requests["elsewhere"]),
        (Relation.SENT, world.here.requests["sent"]),
    ):
        yield _stance(relation, {"ref": request.public_id})


def _of_emergencies(world: World) -> Iterator[Stance]:
    for relation, file in (
        (Relation.OWN, world.here.files["team"]),
        (Relation.FOREIGN, world.there.files["own"]),
    ):
        yield _stance(relation, {"ref": file.rows[EmergencyAccess].public_id})


def _of_rights(world: World, page: Page) -> Iterator[Stance]:
    for relation, file in (
        (Relation.OWN, world.here.files["team"]),
        (Relation.FOREIGN, world.there.files["own"]),
    ):
        yield _stance(relation, {part: file.ref_of(part, page.name) for part in page.parts})


def _of_members(world: World) -> Iterator[Stance]:
    for relation, house in ((Relation.OWN, world.here), (Relation.FOREIGN, world.there)):
        member: Membership = house.actors["colleague"].membership
        yield _stance(relation, {"ref": member.public_id})


def _of_reports(world: World) -> Iterator[Stance]:
    yield _stance(Relation.DRAFT, {"ref": world.here.reports["draft"].public_id})
    yield _stance(Relation.ISSUED, {"ref": world.here.reports["issued"].public_id})
    yield _stance(Relation.FOREIGN, {"ref": world.there.reports["issued"].public_id})


def _of_things(world: World, page: Page, thing: type | None) -> Iterator[Stance]:
    if thing is None:
        return
    own, foreign = _refs_of(world.here, page, thing), _refs_of(world.there, page, thing)
    # A notice is its receiver's; the one there is is a colleague's.
    yield _stance(Relation.COLLEAGUES if thing in COLLEAGUES else Relation.OWN, own)
    yield _stance(Relation.FOREIGN, foreign)
    if len(page.parts) > 1:
        yield _stance(Relation.FOREIGN_PART, {**foreign, "ref": own["ref"]})


def _refs_of(house: House, page: Page, thing: type) -> Refs:
    refs = {PARTS_OF.get(thing, "ref"): house.rows[thing].public_id}
    inner = {
        "bed_ref": Bed,
        "vacancy_ref": JobOffer,
        "person_ref": PartnerContact,
        "agreement_ref": Agreement,
    }
    return refs | {part: house.rows[row].public_id for part, row in inner.items() if part in page.parts}
