"""What people do on the pages, in their own words, for the stories to use."""

import re
from datetime import date

from playwright.sync_api import Locator, Page

CHECKLIST = "Explained before asking"


def press(page: Page, name: str, seconds: int = 15) -> None:
    """Press a button of the page itself, and wait for what it leads to."""
    with page.expect_navigation(timeout=seconds * 1000):
        page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    """Follow a link of the page itself."""
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def tab(page: Page, name: str) -> None:
    """Go to a section of the file."""
    sections = page.get_by_role("navigation", name="Sections of the file")
    link = sections.get_by_role("link", name=name, exact=True)
    if not link.count() or not link.first.is_visible():
        sections.locator("summary").first.click()
    link.first.click()


def field(page: Page, name: str) -> Locator:
    """The field with this label, whether it is optional or not."""
    return page.get_by_label(re.compile(rf"^{re.escape(name)}( \(optional\))?$"))


def choose(page: Page, label: str, option: str | int) -> None:
    """Choose in a list, by its words or its place."""
    box = field(page, label)
    if isinstance(option, int):
        box.select_option(index=option)
    else:
        box.select_option(label=option)


def pick(page: Page, question: str, answer: str) -> None:
    """Answer a question that has a few answers to tick."""
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check()


def explain_all(page: Page) -> None:
    """Say yes to each of the seven questions before consent."""
    for answer in page.get_by_role("group", name=CHECKLIST).get_by_label("Yes", exact=True).all():
        answer.check()


def open_case(page: Page, name: str, *, opened_on: date) -> str:
    """Search, find nobody, and open a case with the short form; returns the address of the file."""
    field(page, "Name").fill(name)
    press(page, "Look up")
    press(page, "Go on with a new person")
    field(page, "Name used").fill(name)
    page.get_by_label("Year").first.fill("2001")
    choose(page, "Sex", "Female")
    field(page, "Opened on").fill(opened_on.isoformat())
    choose(page, "How the person came to us", "Partner NGO")
    choose(page, "Identification", "Identified")
    explain_all(page)
    pick(page, "Case management and services", "Yes, the person agrees")
    pick(page, "Storing data that identify the person", "Yes, the person agrees")
    choose(page, "Who decided", "The person")
    choose(page, "How it was given", "Signed")
    pick(page, "Was it talked about?", "Talked about")
    pick(page, "The person was exploited for", "Sexual exploitation")
    press(page, "Open the case")
    page.wait_for_url("**/sections/")
    return page.url.removesuffix("sections/")


def plan_a_service(page: Page, wording: str, service: str) -> None:
    """A goal in the person's words, a service wanted now, and the person's agreement."""
    tab(page, "Plan")
    follow(page, "Add the first goal")
    field(page, "In the person's own words").fill(wording)
    choose(page, "It belongs to", "1 Accommodation")
    press(page, "Add the goal")
    page.get_by_role("link", name="Add a service").first.click()
    choose(page, "Service", service)
    choose(page, "Who provides it", "Our organisation")
    pick(page, "The person wants it", "Now")
    press(page, "Add the service")
    follow(page, "Record agreement")
    pick(page, "How", "Signed")
    press(page, "Record agreement")


def log_delivery(page: Page) -> None:
    """Two clicks from the plan: the service is known, the rest has its usual value."""
    page.get_by_role("link", name="Log a delivery").first.click()
    press(page, "Log it")


def assess(page: Page, score: str, *, but: dict[int, str] | None = None) -> None:
    """Score all fourteen factors, the same for all but some, and make the assessment final."""
    tab(page, "Factors")
    page.get_by_role("main").get_by_role("link", name="New assessment").first.click()
    for number in range(1, 15):
        value = (but or {}).get(number, score)
        page.locator(f"#factor-{number}").locator(f"input[type=radio][value='{value}']").check()
    press(page, "Make it final")


def record_contact(page: Page) -> None:
    """The next planned contact was made, after reading how it is safe."""
    tab(page, "Follow-ups")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Record")).first.click()
    page.get_by_label("I have read how to make contact safely, and kept to it").check()
    choose(page, "How", "At our office")
    pick(page, "Result", "Reached")
    pick(page, "Has anything changed in risk?", "No")
    press(page, "Record the contact")


def consent_to_share(page: Page, base: str, organisation: str, sections: list[str]) -> None:
    """A yes to sharing some parts of the record with one named organisation."""
    page.goto(f"{base}consent/new/?purpose=share_org")
    explain_all(page)
    pick(page, "Decision", "Given")
    choose(page, "Who decided", "The person")
    choose(page, "How it was given", "Signed")
    choose(page, "Organisation", organisation)
    for section in sections:
        pick(page, "Parts of the record that may be shared", section)
    press(page, "Record the decision")


def offer_referral(page: Page, base: str, organisations: str | list[str], sections: list[str]) -> None:
    """Offer the person's referral to one or several organisations, after checking what they will see."""
    page.goto(f"{base}referrals/new/")
    for organisation in [organisations] if isinstance(organisations, str) else organisations:
        pick(page, "Organisations to ask", organisation)
    page.get_by_label("The person knows that we ask, and agrees").check()
    page.get_by_role("group", name="Kind").get_by_role("radio").first.check()
    page.get_by_role("group", name="Reason").get_by_role("radio").first.check()
    page.get_by_role("group", name="What is asked for").get_by_role("checkbox").first.check()
    for section in sections:
        pick(page, "Sections to share after acceptance", section)
    press(page, "Check before you send")
    press(page, "Send")


def accept_referral(page: Page, base: str, worker: str) -> None:
    """The receiving coordinator takes the person over for one of the case managers."""
    page.goto(f"{base}/referrals/")
    page.get_by_role("main").get_by_role("table").get_by_role("link").first.click()
    follow(page, "Accept")
    choose(page, "Case manager", worker)
    press(page, "Accept")


def add_shelter_with_bed(page: Page, base: str, name: str) -> None:
    """A house with one bed."""
    page.goto(f"{base}/shelters/new/")
    field(page, "Name").fill(name)
    choose(page, "Level", "Crisis")
    choose(page, "Model of care", "Shelter")
    press(page, "Add the shelter")
    follow(page, "Add a bed")
    field(page, "Room").fill("1")
    field(page, "Bed").fill("A")
    press(page, "Add the bed")


def start_stay(page: Page, base: str, code: str) -> None:
    """Give the person the free bed."""
    page.goto(f"{base}/cases/?text={code}")
    page.get_by_role("main").locator("tbody a").first.click()
    page.get_by_role("navigation", name="Sections of the file").wait_for()
    tab(page, "Stay")
    follow(page, "Start a stay")
    choose(page, "Bed", 1)
    choose(page, "Reason for the stay", "First arrival")
    press(page, "Start the stay")


def work_out_report(page: Page, base: str, title: str, period: tuple[date, date], cut_off: date) -> None:
    """All tables over a period, for donors."""
    page.goto(f"{base}/reports/new/")
    field(page, "Title").fill(title)
    field(page, "Period from").fill(period[0].isoformat())
    field(page, "Period to").fill(period[1].isoformat())
    field(page, "Figures as at").fill(cut_off.isoformat())
    pick(page, "Readers", "Donors and partners")
    for table in page.get_by_role("group", name="Tables").get_by_role("checkbox").all():
        table.check()
    press(page, "Work out the figures", 60)  # here the work is done within the request; else by the queue


def take_step(page: Page, step: str, button: str) -> None:
    """Take the next step of a report, after reading what it means."""
    follow(page, f"{step}…")
    # In tests the pages are laid out within the request that issues.
    press(page, button, 60)


def open_case_of_a_minor(page: Page, name: str) -> str:
    """Identified by the police, with a guardian without conflict of interest; returns the file's address."""
    field(page, "Name").fill(name)
    press(page, "Look up")
    press(page, "Go on with a new person")
    field(page, "Name used").fill(name)
    page.get_by_label("Year").first.fill(str(date.today().year - 15))
    choose(page, "Sex", "Female")
    choose(page, "How the person came to us", "Border police")
    choose(page, "If the person came back to this country, how", "Official, as an identified person")
    choose(page, "Identification", "Identified")
    choose(page, "Who identified the person", "Police")
    choose(page, "Guardian", "Parent")
    page.get_by_label("Guardianship was verified").check()
    choose(page, "Conflict of interest of the guardian", "No")
    explain_all(page)
    pick(page, "Case management and services", "Yes, the person agrees")
    pick(page, "Storing data that identify the person", "Yes, the person agrees")
    choose(page, "Who decided", "The guardian, and the child agrees")
    choose(page, "How it was given", "Signed")
    pick(page, "Was it talked about?", "Declined to answer")
    press(page, "Open the case")
    page.wait_for_url("**/sections/")
    return page.url.removesuffix("sections/")


def protect_child(page: Page, base: str) -> None:
    """The authority in charge, and what is best for the child."""
    page.goto(f"{base}people/child/")
    field(page, "Child-protection authority and person in charge").fill("Центар")
    field(page, "What is best for this child").fill("Да остане на училиште.")
    press(page, "Save")


def consent(page: Page, base: str, purpose: str, *, scope: str = "", guardian: bool = False) -> None:
    """A yes to one purpose."""
    page.goto(f"{base}consent/new/?purpose={purpose}")
    explain_all(page)
    if scope:
        field(page, "To what exactly").fill(scope)
    pick(page, "Decision", "Given")
    choose(page, "Who decided", "The guardian, and the child agrees" if guardian else "The person")
    choose(page, "How it was given", "Signed")
    press(page, "Record the decision")


def tick_danger(page: Page, base: str) -> None:
    """They tried to take the person back; nothing else is known."""
    page.goto(f"{base}risk/new/")
    page.locator("input[name=traffickers_recapture][value=yes]").check()
    for domain in ("self_harm", "re_trafficking", "health", "family"):
        page.locator(f"select[name={domain}]").select_option("unknown")
    pick(page, "How the person sees it", "4 Critical: imminent or happening")
    press(page, "Save the assessment")


def set_levels(page: Page, base: str, level: str) -> None:
    """All five domains at one level, without signs."""
    page.goto(f"{base}risk/new/")
    for domain in ("traffickers", "self_harm", "re_trafficking", "health", "family"):
        page.locator(f"select[name={domain}]").select_option(level)
    pick(page, "How the person sees it", "1 Low: possible, no sign now")
    press(page, "Save the assessment")


def add_to_team(page: Page, base: str, member: object) -> None:
    """A colleague joins."""
    page.goto(f"{base}access/new/")
    field(page, "Member").select_option(label=f"{member} ({member.get_role_display()})")  # type: ignore[attr-defined]
    choose(page, "As", "Team")
    press(page, "Add to the team")


def assess_needs(page: Page, base: str) -> None:
    """A first round over all areas of life."""
    page.goto(f"{base}needs/new/")
    for box in page.get_by_role("main").locator("tbody tr td:nth-of-type(1) select").all():
        box.select_option("2")
    press(page, "Save the assessment")


def stay_in_phase(page: Page, base: str, reason: str) -> None:
    """Review the phase: it stays, and why."""
    page.goto(f"{base}phase/decide/")
    page.get_by_role("group", name="The phase from now on").get_by_label("Crisis (stays)").check()
    pick(page, "It rests on", "Other")
    field(page, "Reason").fill(reason)
    press(page, "Decide")


def log_setback(page: Page, base: str) -> None:
    """Something severe happened."""
    page.goto(f"{base}phase/setbacks/new/")
    choose(page, "What happened", 1)
    page.get_by_role("group", name="How far it reaches").get_by_role("radio").last.check()
    page.get_by_role("group", name="What follows").get_by_role("radio").first.check()
    press(page, "Record the setback")
    page.goto(f"{base}phase/")


def ask_for_closure(page: Page, base: str, outcome: str = "Reintegrated partly") -> None:
    """Goals met, for the coordinator to approve."""
    page.goto(f"{base}closure/request/")
    choose(page, "Reason", "Goals met")
    choose(page, "Outcome", outcome)
    field(page, "Closing summary").fill("Живее кај тетка.")
    press(page, "Ask for closure")
