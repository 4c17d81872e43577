"""The words that members read for the controlled words of the knowledge base."""

from bot.knowledge.reach import Reach
from bot.knowledge.sources import SourceKind
from bot.knowledge.vocabulary import (
    About,
    BoardNeed,
    CertificationVerdict,
    Hours,
    Level,
    LicenseNeed,
    MythVerdict,
    Need,
    Openness,
    PageKind,
    PostingKind,
    Remote,
    Training,
)

KIND = {
    PageKind.SECTOR: "sector",
    PageKind.ROLE: "role",
    PageKind.GUIDE: "guide",
    PageKind.CERTIFICATION: "certificate",
    PageKind.MYTH: "myth",
}

NEED = {
    Need.LAW: "by law",
    Need.REQUIRED: "required",
    Need.USUAL: "usual",
    Need.HELPS: "helps",
    Need.NOT_REQUIRED: "not required",
}

LEVEL = {
    Level.LAW: "⚖️ Required by law",
    Level.EMPLOYERS: "🏢 Employers require",
    Level.HELPS: "➕ Helps",
    Level.NOT_REQUIRED: "🚫 Not required, by a rule or by who issues it",
    Level.NOT_ASKED: "🔍 Nobody we read asks for it",
}

ABOUT = {
    About.DEGREE: "Degree",
    About.LICENSE: "License",
    About.BOARD: "Board certification",
    About.RESIDENCY: "Residency",
    About.EXPERIENCE: "Experience",
    About.CERTIFICATION: "Certificate",
    About.SKILL: "Skill",
    About.OTHER: "Also",
}

GLANCE = {
    "degree": "Degree",
    "licence": "License",
    "board_certification": "Board",
    "residency": "Residency",
    "experience": "Experience",
    "patient_contact": "Patients",
    "remote": "Remote",
    "travel": "Travel",
    "hours": "Hours",
    "work_permission": "Right to work",
}

MYTH_VERDICT = {
    MythVerdict.TRUE: "✅ True",
    MythVerdict.PARTLY: "🟠 Partly true",
    MythVerdict.FALSE: "❌ False",
    MythVerdict.UNKNOWN: "❔ Unknown",
}

CERTIFICATION_VERDICT = {
    CertificationVerdict.REQUIRED_SOMEWHERE: "⚖️ Required in some jobs",
    CertificationVerdict.HELPS: "➕ Helps in some jobs",
    CertificationVerdict.RARELY_ASKED: "🟠 Rarely asked for",
    CertificationVerdict.NOT_ASKED: "🚫 Not named in what we read",
    CertificationVerdict.UNKNOWN: "❔ Unknown",
}

TRAINING = {
    Training.DEGREE: "medical degree, no residency",
    Training.SOME_RESIDENCY: "some residency",
    Training.RESIDENCY: "residency finished",
    Training.FELLOWSHIP: "fellowship finished",
    Training.NO_DEGREE: "no medical degree needed",
    Training.VARIES: "varies",
    Training.UNKNOWN: "unknown",
}

LICENSE = {
    LicenseNeed.NONE: "none",
    LicenseNeed.ELIGIBLE: "eligible for one",
    LicenseNeed.ANY_STATE: "any US state",
    LicenseNeed.STATE_OF_WORK: "the state of the work",
    LicenseNeed.VARIES: "varies",
    LicenseNeed.UNKNOWN: "unknown",
}

BOARD = {
    BoardNeed.NONE: "none",
    BoardNeed.ELIGIBLE: "eligible",
    BoardNeed.CERTIFIED: "certified",
    BoardNeed.VARIES: "varies",
    BoardNeed.UNKNOWN: "unknown",
}

OPENNESS = {
    Openness.YES: "yes",
    Openness.NO: "no",
    Openness.VARIES: "varies",
    Openness.UNKNOWN: "unknown",
}

REMOTE = {
    Remote.FULL: "remote",
    Remote.HYBRID: "partly remote",
    Remote.ONSITE: "on site",
    Remote.VARIES: "varies",
    Remote.UNKNOWN: "unknown",
}

HOURS = {
    Hours.FULL_TIME: "full time",
    Hours.PART_TIME: "part time",
    Hours.PER_CASE: "per case",
    Hours.VARIES: "varies",
    Hours.UNKNOWN: "unknown",
}

REACH = {
    Reach.NO_RESIDENCY: "Without a finished residency",
    Reach.NO_LICENSE: "Without a license",
    Reach.NO_BOARD: "With a license, boards not needed",
    Reach.BOARD: "With boards, certified or eligible",
    Reach.VARIES: "It varies, or nobody we read says",
}

SELLER_NOTE = "sells courses or coaching"

SOURCE_KIND = {
    SourceKind.LAW: "a statute or regulation; it binds whom it names, and nobody else",
    SourceKind.STANDARD: "an accreditor’s standard; it binds those accredited",
    SourceKind.OFFICIAL: "an agency’s page, or official statistics",
    SourceKind.EMPLOYER: "a posting, or an employer’s policy: one employer, at one date",
    SourceKind.BODY: "a professional body or certifier: its own rules, and an interested party",
    SourceKind.RESEARCH: "peer reviewed",
    SourceKind.SURVEY: "a survey of those who answered",
    SourceKind.PRESS: "journalism, at second hand",
    SourceKind.COMMUNITY: "a blog, vendor, recruiter or salary site: an opinion",
}

POSTING_KIND = {
    PostingKind.POSTING: "posting",
    PostingKind.QUESTIONNAIRE: "federal questionnaire",
    PostingKind.CLASS_SPECIFICATION: "class specification",
    PostingKind.PANEL_RULE: "panel rule",
    PostingKind.CALL: "call",
    PostingKind.LAW: "law",
}
