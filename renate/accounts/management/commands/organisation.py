"""What who runs the machine does to organisations: there is no page for it, nobody is above the members."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from renate.accounts import operations
from renate.accounts.operations.organisations import grant_roles
from renate.kit.errors import RuleError
from renate.tenancy import scope
from renate.tenancy.directory import every_organisation, organisation_by_ref
from renate.tenancy.models import Organisation
from renate.tenancy.models.organisation import OrganisationKind


class Command(BaseCommand):
    """`organisation list | open | invite | suspend | restore | forget | grants`; see docs/operations.md."""

    help = "List, open, suspend, restore or forget organisations; invite a first administrator; renew grants."

    def add_arguments(self, parser: CommandParser) -> None:
        does = parser.add_subparsers(dest="what", required=True)
        does.add_parser("list", help="refs, names, and whether they are active")
        opened = does.add_parser("open", help="add one, and print the first administrator's invitation")
        opened.add_argument("--name", required=True)
        opened.add_argument("--short-name", required=True)
        opened.add_argument("--country", required=True, help="two letters, or XK")
        opened.add_argument("--kind", choices=OrganisationKind.values, default=OrganisationKind.MEMBER)
        opened.add_argument("--time-zone", default="Europe/Belgrade")
        opened.add_argument("--language", default="en")
        invited = does.add_parser("invite", help="a first administrator, where there is none (any more)")
        invited.add_argument("ref")
        for either in (opened, invited):
            either.add_argument("--administrator", required=True, help="e-mail address")
            either.add_argument("--administrator-name", required=True)
        for name, text in (("suspend", "nobody gets in"), ("restore", "they get in again")):
            does.add_parser(name, help=text).add_argument("ref")
        forgotten = does.add_parser("forget", help="destroy the keys of a suspended one: nothing opens again")
        forgotten.add_argument("ref")
        forgotten.add_argument("--yes-forget", required=True, metavar="SHORT-NAME", help="its short name")
        does.add_parser("grants", help="give every role what it may do by this version; after an upgrade")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        try:
            getattr(self, f"_{what}")(**options)
        except (RuleError, ValidationError) as error:
            raise CommandError("; ".join(getattr(error, "messages", None) or [str(error)])) from None

    def _list(self, **options: Any) -> None:
        for each in every_organisation("name"):
            state = "active" if each.is_active else "suspended"
            self.stdout.write(f"{each.public_id}  {each.kind:<12} {each.country}  {state:<10} {each.name}")

    def _open(self, *, administrator: str, administrator_name: str, **options: Any) -> None:
        fields = ("name", "short_name", "country", "kind", "time_zone", "language")
        organisation = operations.open_organisation(**{name: options[name] for name in fields})
        self.stdout.write(f"opened: {organisation.public_id}")
        self._bring_in(organisation, administrator, administrator_name)

    def _invite(self, *, ref: str, administrator: str, administrator_name: str, **options: Any) -> None:
        self._bring_in(organisation_by_ref(ref), administrator, administrator_name)

    def _bring_in(self, organisation: Organisation, email: str, full_name: str) -> None:
        with scope.enter(organisation=organisation):
            address = operations.invite_first_administrator(email=email, full_name=full_name)
        self.stdout.write(f"The administrator's invitation, once and within seven days:\n{address}")

    def _suspend(self, *, ref: str, **options: Any) -> None:
        operations.suspend_organisation(organisation=organisation_by_ref(ref))

    def _restore(self, *, ref: str, **options: Any) -> None:
        operations.restore_organisation(organisation=organisation_by_ref(ref))

    def _forget(self, *, ref: str, yes_forget: str, **options: Any) -> None:
        organisation = organisation_by_ref(ref)
        if yes_forget != organisation.short_name:
            raise CommandError("the short name is another: nothing was done")
        operations.forget_organisation(organisation=organisation)
        self.stdout.write("Its keys are gone. Write the bundle of keys anew, over every copy there is.")

    def _grants(self, **options: Any) -> None:
        everyone = every_organisation()
        for each in everyone:
            with scope.enter(organisation=each):
                grant_roles(each)
        self.stdout.write(f"{len(everyone)} organisations have the grants of this version")
