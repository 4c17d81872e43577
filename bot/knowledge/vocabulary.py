"""The controlled words of the knowledge base; labels that members read are in `bot.pages`."""

from enum import StrEnum

CRISIS_PAGE = "burnout-and-crisis-support"
"""The guide with the crisis lines and their sources."""


class PageKind(StrEnum):
    """Kinds of page; each value is also the folder under `knowledge/`."""

    SECTOR = "sectors"
    ROLE = "roles"
    GUIDE = "guides"
    CERTIFICATION = "certifications"
    MYTH = "myths"


class Need(StrEnum):
    """How much an at-a-glance value matters."""

    LAW = "law"
    REQUIRED = "required"
    USUAL = "usual"
    HELPS = "helps"
    NOT_REQUIRED = "not_required"


class Level(StrEnum):
    """Who asks for a requirement, strongest first."""

    LAW = "law"
    EMPLOYERS = "employers"
    HELPS = "helps"
    NOT_REQUIRED = "not_required"
    NOT_ASKED = "not_asked"


SPARED = (Level.NOT_REQUIRED, Level.NOT_ASKED)
"""Levels of lines that say what is not asked: by a rule or the issuer, or by nobody we read."""


class About(StrEnum):
    """What a requirement is about."""

    DEGREE = "degree"
    LICENSE = "licence"
    BOARD = "board"
    RESIDENCY = "residency"
    EXPERIENCE = "experience"
    CERTIFICATION = "certification"
    SKILL = "skill"
    OTHER = "other"


class Ask(StrEnum):
    """What one posting says of one thing."""

    REQUIRED = "required"
    PREFERRED = "preferred"
    EITHER_WAY = "either_way"
    NOT_ASKED = "not_asked"
    NOT_SEEN = "not_seen"


class PostingKind(StrEnum):
    """What a row of the ledger was read from."""

    POSTING = "posting"
    QUESTIONNAIRE = "questionnaire"
    CLASS_SPECIFICATION = "class_specification"
    PANEL_RULE = "panel_rule"
    CALL = "call"
    LAW = "law"


class Seen(StrEnum):
    """How much of a posting's text was read."""

    FULL = "full"
    PARTIAL = "partial"


class PayOf(StrEnum):
    """Whose pay a figure is: this job's, another level's or kind of employer's, or another occupation's."""

    THIS_JOB = "this_job"
    NEAREST = "nearest"
    PROXY = "proxy"


class PayBasis(StrEnum):
    """What the pay in a posting covers."""

    BASE = "base"
    TOTAL = "total"
    UNSTATED = "unstated"


class MythVerdict(StrEnum):
    """What the evidence says of a common claim."""

    TRUE = "true"
    PARTLY = "partly"
    FALSE = "false"
    UNKNOWN = "unknown"


class CertificationVerdict(StrEnum):
    """Who asks for a certificate, as far as we could read."""

    REQUIRED_SOMEWHERE = "required_somewhere"
    HELPS = "helps"
    RARELY_ASKED = "rarely_asked"
    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"


class Training(StrEnum):
    """Least training that opens a role."""

    DEGREE = "degree"
    SOME_RESIDENCY = "some_residency"
    RESIDENCY = "residency"
    FELLOWSHIP = "fellowship"
    NO_DEGREE = "no_degree"
    VARIES = "varies"
    UNKNOWN = "unknown"


class LicenseNeed(StrEnum):
    """Which license opens a role."""

    NONE = "none"
    ELIGIBLE = "eligible"
    ANY_STATE = "any_state"
    STATE_OF_WORK = "state_of_work"
    VARIES = "varies"
    UNKNOWN = "unknown"


class BoardNeed(StrEnum):
    """Whether board certification opens a role."""

    NONE = "none"
    ELIGIBLE = "eligible"
    CERTIFIED = "certified"
    VARIES = "varies"
    UNKNOWN = "unknown"


class Openness(StrEnum):
    """An answer to a yes or no question that evidence may leave open."""

    YES = "yes"
    NO = "no"
    VARIES = "varies"
    UNKNOWN = "unknown"


class WorkPermission(StrEnum):
    """Who may be hired, by citizenship and permission to work."""

    CITIZEN = "citizen"
    PERMANENT = "permanent"
    VISA_VARIES = "visa_varies"
    """Citizens and green cards anyway; others in some posts, with a visa."""
    VARIES = "varies"
    UNKNOWN = "unknown"


class MedicalField(StrEnum):
    """Fields of medicine, as coarse as the pages name them."""

    INTERNAL = "internal"
    FAMILY = "family"
    PEDIATRICS = "paediatrics"
    EMERGENCY = "emergency"
    SURGERY = "surgery"
    OBSTETRICS = "obstetrics"
    PSYCHIATRY = "psychiatry"
    ANESTHESIA = "anaesthesia"
    RADIOLOGY = "radiology"
    PATHOLOGY = "pathology"
    PREVENTIVE = "preventive"
    OTHER = "other"


class Remote(StrEnum):
    """Where the work is done."""

    FULL = "full"
    HYBRID = "hybrid"
    ONSITE = "onsite"
    VARIES = "varies"
    UNKNOWN = "unknown"


class Hours(StrEnum):
    """How the work is engaged."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    PER_CASE = "per_case"
    VARIES = "varies"
    UNKNOWN = "unknown"


class Like(StrEnum):
    """What a member may like in work."""

    WRITING = "writing"
    TEACHING = "teaching"
    DATA = "data"
    SCIENCE = "science"
    LAW = "law"
    POLICY = "policy"
    TECHNOLOGY = "technology"
    BUSINESS = "business"
    LEADING = "leading"
    NEGOTIATING = "negotiating"
    DETAIL = "detail"
    VARIETY = "variety"
    INDEPENDENCE = "independence"
    TALKING_TO_PEERS = "talking_to_peers"
    PUBLIC_SPEAKING = "public_speaking"
    QUIET_WORK = "quiet_work"


class Dislike(StrEnum):
    """What a member may want no more of, and a role has plenty of."""

    PATIENT_CONTACT = "patient_contact"
    NIGHTS_AND_CALL = "nights_and_call"
    TRAVEL = "travel"
    QUOTAS = "quotas"
    CONFLICT = "conflict"
    SAYING_NO = "saying_no"
    MEETINGS = "meetings"
    PAPERWORK = "paperwork"
    DEADLINES = "deadlines"
    SELLING = "selling"
    SCREEN_TIME = "screen_time"
    UNEVEN_INCOME = "uneven_income"
    LOW_PAY = "low_pay"
    PUBLIC_EXPOSURE = "public_exposure"
