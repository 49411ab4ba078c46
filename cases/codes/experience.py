"""Code lists about what happened to the person (domain 2.4; Palermo Protocol, HTCDS)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AskedStatus(models.TextChoices):
    """Whether the experience was talked about at all; silence is a valid answer (domain 2.1.4)."""

    ANSWERED = "answered", _("Talked about")
    UNKNOWN = "unknown", _("Unknown")
    NOT_ASKED = "not_asked_unsafe_or_not_needed", _("Not asked: unsafe or unnecessary now")
    DECLINED = "declined", _("Declined to answer")
    NOT_APPLICABLE = "not_applicable", _("Not applicable")


class RelationToAssistance(models.TextChoices):
    """Earlier, the one that led here, or after it (R-10, R-11)."""

    BEFORE = "before_first_assistance", _("An earlier experience")
    INDEX = "index", _("The one that led to assistance")
    AFTER = "after_assistance", _("After assistance")


class Act(models.TextChoices):
    """palermo_act."""

    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSPORTATION = "transportation", _("Transportation")
    TRANSFER = "transfer", _("Transfer")
    HARBOURING = "harbouring", _("Harbouring")
    RECEIPT = "receipt", _("Receipt")


class Means(models.TextChoices):
    """palermo_means; not required for a child."""

    THREAT_OR_FORCE = "threat_or_force", _("Threat or force")
    OTHER_COERCION = "other_coercion", _("Other coercion")
    ABDUCTION = "abduction", _("Abduction")
    FRAUD = "fraud", _("Fraud")
    DECEPTION = "deception", _("Deception")
    ABUSE_OF_POWER = "abuse_of_power", _("Abuse of power")
    VULNERABILITY = "abuse_of_position_of_vulnerability", _("Abuse of a position of vulnerability")
    PAYMENTS = "payments_to_person_in_control", _("Payments to a person in control")
    NOT_REQUIRED = "not_required_child", _("Not required: under 18")


class Exploitation(models.TextChoices):
    """HTCDS, the Palermo Protocol and Directive 2024/1712 (S0-02)."""

    SEXUAL = "sexual_exploitation", _("Sexual exploitation")
    LABOUR = "forced_labour", _("Forced labour")
    DOMESTIC = "domestic_servitude", _("Domestic servitude")
    OTHER_SERVITUDE = "other_servitude", _("Other servitude")
    SLAVERY = "slavery_or_similar", _("Slavery or similar practices")
    BEGGING = "forced_begging", _("Forced begging")
    CRIMINALITY = "forced_criminality", _("Forced criminality")
    CHILD_LABOUR = "child_labour", _("Child labour")
    MARRIAGE = "forced_marriage", _("Forced marriage")
    ADOPTION = "illegal_adoption", _("Illegal adoption")
    SURROGACY = "surrogacy", _("Surrogacy")
    ORGANS = "organ_removal", _("Organ removal")
    ARMED_GROUP = "armed_group", _("Armed group")
    OTHER = "other", pgettext_lazy("exploitation", "Other")
    UNKNOWN = "unknown", _("Unknown")


class SexualForm(models.TextChoices):
    """sex_exploitation_form."""

    PROSTITUTION = "prostitution", _("Prostitution")
    PORNOGRAPHY = "pornography", _("Pornography")
    REMOTE = "remote_interactive", _("Remote, interactive")
    PRIVATE = "private_sexual_services", _("Private sexual services")


class Industry(models.TextChoices):
    """labour_industry: sections of ISIC revision 4."""

    A = "A", _("Agriculture, forestry and fishing")
    B = "B", _("Mining and quarrying")
    C = "C", _("Manufacturing")
    D = "D", _("Electricity, gas, steam")
    E = "E", _("Water, sewerage, waste")
    F = "F", _("Construction")
    G = "G", _("Wholesale and retail trade, repair")
    H = "H", _("Transportation and storage")
    I = "I", _("Accommodation and food service")  # noqa: E741 - the letter is the code
    J = "J", _("Information and communication")
    K = "K", _("Financial and insurance")
    L = "L", _("Real estate")
    M = "M", _("Professional, scientific, technical")
    N = "N", _("Administrative and support service")
    O = "O", _("Public administration and defence")  # noqa: E741 - the letter is the code
    P = "P", _("Education")
    Q = "Q", _("Human health and social work")
    R = "R", _("Arts, entertainment, recreation")
    S = "S", _("Other service activities")
    T = "T", _("Households as employers")
    U = "U", _("Extraterritorial organisations")


class Control(models.TextChoices):
    """methods_of_control: HTCDS picklist and definitions together."""

    DEBT = "debt_bondage", _("Debt bondage")
    TAKES_EARNINGS = "takes_earnings", _("Took the earnings")
    RESTRICTS_MONEY = "restricts_financial_access", _("Restricted access to money")
    PHYSICAL_THREATS = "physical_threats", _("Threats of violence")
    PSYCHOLOGICAL = "psychological_abuse", _("Psychological abuse")
    PHYSICAL = "physical_abuse", _("Physical abuse")
    SEXUAL = "sexual_abuse", _("Sexual abuse")
    PROMISES = "false_promises", _("False promises")
    SUBSTANCE = "psychoactive_substance", _("Psychoactive substances")
    RESTRICTS_MOVEMENT = "restricts_movement", _("Restricted movement")
    RESTRICTS_CARE = "restricts_medical_care", _("Restricted medical care")
    HOURS = "excessive_working_hours", _("Excessive working hours")
    FAMILY = "threatens_or_uses_children_family", _("Threatened or used children or family")
    LAW = "threat_of_law_enforcement", _("Threatened with the authorities")
    NECESSITIES = "withholds_necessities", _("Withheld necessities")
    DOCUMENTS = "withholds_documents", _("Withheld documents")
    OTHER = "other", pgettext_lazy("control", "Other")


class RecruitmentMethod(models.TextChoices):
    """S1-06."""

    BUSINESS = "place_of_business", _("At a place of business")
    SCHOOL = "educational_institution", _("At a school")
    WORK = "at_work", _("At work")
    SOCIAL_NETWORK = "online_social_network", _("Social network online")
    ONLINE_ADVERT = "online_advert", _("Online advert")
    TV_ADVERT = "tv_advert", _("Television advert")
    NEWSPAPER_ADVERT = "newspaper_advert", _("Newspaper advert")
    FAMILY = "family_or_family_event", _("Through family")
    FRIENDS = "friends_or_social_event", _("Through friends or a social event")
    PARTNER = "partner_loverboy", _("Through a partner")
    AGENCY = "agency_or_broker", _("Agency or broker")
    ABDUCTION = "abduction", _("Abduction")
    OTHER = "other", pgettext_lazy("recruitment method", "Other")


class LocationType(models.TextChoices):
    """S1-05."""

    STREET = "street", _("Street")
    HOME = "private_home", _("Private home")
    BAR = "bar_club_hotel", _("Bar, club, hotel")
    FACTORY = "factory_workshop", _("Factory, workshop")
    FARM = "farm", _("Farm")
    CONSTRUCTION = "construction_site", _("Construction site")
    RESTAURANT = "restaurant", _("Restaurant")
    TRANSPORT = "transport", _("Transport")
    ONLINE = "online", _("Online")
    SCHOOL = "institution_school", _("School")
    CARE = "institution_care", _("Care institution")
    CAMP = "camp", _("Camp")
    OTHER = "other", pgettext_lazy("location", "Other")


class PerpetratorRole(models.TextChoices):
    """perp_role: the role only, never a name (S1-07)."""

    TRAVELLING_PARTNER = "travelling_partner", _("Travelling partner")
    TRANSPORTER = "transporter", _("Transporter")
    RECRUITER = "recruiter_intermediary", _("Recruiter, intermediary")
    BROKER = "broker_travel_agent", _("Broker, travel agent")
    SMUGGLER = "smuggler", _("Smuggler")
    ABUSER = "abuser", _("Abuser")
    KIDNAPPER = "kidnapper", _("Kidnapper")
    EXPLOITER = "exploiter", _("Exploiter")
    OTHER = "other", pgettext_lazy("role", "Other")


class Relationship(models.TextChoices):
    """relationship_to_trafficker."""

    PARTNER = "familial_partner", _("Partner")
    PARENT = "familial_parent", _("Parent")
    KIN = "familial_other", _("Other relative")
    ACQUAINTED = "acquainted", _("Acquaintance")
    UNACQUAINTED = "unacquainted", _("Stranger")


class ExitMode(models.TextChoices):
    ESCAPE = "escape", _("Escape")
    RESCUE = "rescue", _("Brought out")
    RELEASED = "released", _("Released")
    HELPED = "helped_by_person", _("Helped by somebody")
    POLICE = "police_action", _("Police action")
    DEPORTATION = "deportation", _("Deportation")
    OTHER = "other", pgettext_lazy("exit", "Other")


class StageKind(models.TextChoices):
    """S1-08: recruitment is the first stage."""

    RECRUITMENT = "recruitment", _("Recruitment")
    TRANSIT = "transit", _("Transit")
    EXPLOITATION = "exploitation", _("Exploitation")


class Promise(models.TextChoices):
    """What was promised at the beginning."""

    WAITRESS = "job_waitress_hotel_etc", _("Work in a restaurant or hotel")
    CARE = "job_care_domestic", _("Care or domestic work")
    LABOUR = "job_agriculture_construction", _("Work in agriculture or construction")
    DANCE = "job_dance_model_adult", _("Dance, modelling, adult work")
    STUDY = "study", _("Studies")
    RELATIONSHIP = "marriage_relationship", _("Marriage or relationship")
    TRAVEL = "asylum_travel_help", _("Help with travel or asylum")
    DEBT_RELIEF = "debt_relief", _("Relief from debt")
    NONE = "none", _("Nothing was promised")
    OTHER = "other", pgettext_lazy("promise", "Other")


class Platform(models.TextChoices):
    """Technology used to recruit, control or exploit (S1-11)."""

    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"
    MESSENGER = "messenger", "Messenger"
    VIBER = "viber", "Viber"
    SNAPCHAT = "snapchat", "Snapchat"
    LINE = "line", "Line"
    FORSALE = "4sale", "4Sale"
    WECHAT = "wechat", "WeChat"
    QQ = "qq", "QQ"
    QZONE = "qzone", "QZone"
    TIKTOK = "tiktok", "TikTok"
    TWITTER = "twitter", "Twitter / X"
    OTHER = "other", pgettext_lazy("platform", "Other")


class PersonBand(models.TextChoices):
    """The age of somebody unknown by name, as guessed."""

    YOUNG = "under_25", _("Under 25")
    MIDDLE = "25_44", _("25 to 44")
    OLDER = "45_plus", _("45 or older")


class ToldBy(models.TextChoices):
    """Where the account comes from."""

    PERSON = "person", _("The person")
    AGENCY = "other_agency", _("Another agency")
    AUTHORITY = "authority", _("Police or court")
    FAMILY = "family", _("Family")
    OBSERVED = "observed", _("Observed by staff")
