"""Twenty invented people, and the groups that a careful reader of the role cards would give."""

from dataclasses import replace

from bot.fit.engine.answers import Answers, BoardStatus, LicenseStatus, School, TrainingReached, Work
from bot.fit.engine.ranking import Group
from bot.knowledge.vocabulary import MedicalField
from tests.fit.people import HOSPITALIST, SURGEON, UNMATCHED

OPEN, LIKELY, STEP, CLOSED = Group.OPEN, Group.LIKELY, Group.STEP, Group.CLOSED

PROFILES: dict[str, tuple[Answers, dict[str, Group]]] = {
    "hospitalist of 40": (
        replace(HOSPITALIST, specialty=MedicalField.INTERNAL),
        {
            "physician-advisor": OPEN,
            "fda-medical-officer": OPEN,
            "um-medical-director": LIKELY,
            "medical-examiner": CLOSED,
        },
    ),
    "surgeon of 63": (
        SURGEON,
        {
            "expert-witness": LIKELY,
            "ime-examiner": LIKELY,
            "device-medical-director": LIKELY,
            "medical-examiner": CLOSED,
        },
    ),
    "pathologist": (
        replace(HOSPITALIST, specialty=MedicalField.PATHOLOGY),
        {"medical-examiner": LIKELY, "physician-advisor": OPEN},
    ),
    "psychiatrist trained here, school abroad, green card": (
        replace(HOSPITALIST, specialty=MedicalField.PSYCHIATRY, school=School.ABROAD, work=Work.GREEN_CARD),
        {"fda-medical-officer": CLOSED, "nih-program-officer": CLOSED, "telehealth-physician": OPEN},
    ),
    "pediatrician on a visa": (
        replace(HOSPITALIST, specialty=MedicalField.PEDIATRICS, school=School.ABROAD, work=Work.NEEDS_VISA),
        {"fda-medical-officer": CLOSED, "policy-fellow": CLOSED, "medical-science-liaison": LIKELY},
    ),
    "family doctor who would rather not say": (
        replace(HOSPITALIST, specialty=MedicalField.FAMILY, work=Work.RATHER_NOT),
        {"fda-medical-officer": LIKELY, "physician-advisor": OPEN},
    ),
    "graduate from abroad without residency": (
        UNMATCHED,
        {
            "um-medical-director": CLOSED,
            "physician-advisor": CLOSED,
            "telehealth-physician": CLOSED,
            "fda-medical-officer": CLOSED,
            "medical-science-liaison": LIKELY,
            "health-journalist": LIKELY,
            "regulatory-medical-writer": LIKELY,
        },
    ),
    "the same on a visa": (
        replace(UNMATCHED, work=Work.NEEDS_VISA),
        {"nih-program-officer": CLOSED, "policy-fellow": CLOSED, "clinical-ai-evaluator": LIKELY},
    ),
    "US graduate who never matched": (
        replace(UNMATCHED, school=School.DOMESTIC, work=Work.CITIZEN),
        {"management-consultant": OPEN, "equity-research-analyst": OPEN, "um-medical-director": CLOSED},
    ),
    "left after an intern year here": (
        replace(
            UNMATCHED,
            school=School.DOMESTIC,
            trained_in=School.DOMESTIC,
            work=Work.CITIZEN,
            training=TrainingReached.LEFT_RESIDENCY,
        ),
        {
            "fda-medical-officer": LIKELY,
            "cdc-eis-officer": STEP,
            "um-medical-director": CLOSED,
            "management-consultant": OPEN,
        },
    ),
    "resident": (
        replace(
            HOSPITALIST,
            training=TrainingReached.IN_RESIDENCY,
            board=BoardStatus.NOT_ELIGIBLE,
            licence=LicenseStatus.TRAINING_ONLY,
            years=0,
        ),
        {"physician-advisor": CLOSED, "um-medical-director": CLOSED, "management-consultant": OPEN},
    ),
    "certificate lapsed": (
        replace(HOSPITALIST, specialty=MedicalField.FAMILY, board=BoardStatus.LAPSED),
        {"physician-advisor": STEP, "telehealth-physician": STEP, "fda-medical-officer": OPEN},
    ),
    "board eligible": (
        replace(HOSPITALIST, board=BoardStatus.ELIGIBLE, years=6),
        {"physician-advisor": STEP, "federal-clinical-director": OPEN},
    ),
    "license inactive for five years": (
        replace(HOSPITALIST, licence=LicenseStatus.INACTIVE),
        {"um-medical-director": STEP, "physician-advisor": STEP, "management-consultant": OPEN},
    ),
    "license restricted": (
        replace(HOSPITALIST, licence=LicenseStatus.RESTRICTED),
        {"um-medical-director": CLOSED, "cme-medical-writer": OPEN},
    ),
    "certificate lapsed and license inactive": (
        replace(HOSPITALIST, licence=LicenseStatus.INACTIVE, board=BoardStatus.LAPSED),
        {"physician-advisor": CLOSED, "health-journalist": LIKELY},
    ),
    "trained abroad, never licensed here": (
        replace(
            HOSPITALIST,
            school=School.ABROAD,
            trained_in=School.ABROAD,
            licence=LicenseStatus.NONE,
            board=BoardStatus.NOT_ELIGIBLE,
            work=Work.GREEN_CARD,
        ),
        {"um-medical-director": CLOSED, "telehealth-physician": CLOSED, "cme-medical-writer": OPEN},
    ),
    "two years out": (
        replace(HOSPITALIST, years=2),
        {"physician-advisor": LIKELY, "um-medical-director": CLOSED, "fda-medical-officer": OPEN},
    ),
    "preventive medicine, public health": (
        replace(HOSPITALIST, specialty=MedicalField.PREVENTIVE),
        {"occupational-medicine-director": OPEN, "cdc-eis-officer": OPEN, "public-health-officer": LIKELY},
    ),
    "nobody said anything": (
        Answers(),
        {"um-medical-director": LIKELY, "fda-medical-officer": LIKELY, "management-consultant": OPEN},
    ),
}
