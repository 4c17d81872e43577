import pytest

from bot.knowledge.titles import TitleIndex

INDEX = TitleIndex(
    [
        ("um-medical-director", ("Utilization management medical director", "UM", "prior authorization doctor")),
        ("physician-advisor", ("Physician advisor", "PA")),
        ("pharmacovigilance-physician", ("Drug safety physician", "PV", "pharmacovigilance")),
        ("medical-science-liaison", ("Medical science liaison", "MSL")),
        ("expert-witness", ("Medical expert witness",)),
    ]
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("UM", "um-medical-director"),
        ("um", "um-medical-director"),
        ("utiliz", "um-medical-director"),
        ("utlization managment", "um-medical-director"),
        ("prior auth", "um-medical-director"),
        ("PA", "physician-advisor"),
        ("physican adviser", "physician-advisor"),
        ("drug saftey", "pharmacovigilance-physician"),
        ("pharmacovigilence", "pharmacovigilance-physician"),
        ("msl", "medical-science-liaison"),
        ("liason", "medical-science-liaison"),
        ("witness", "expert-witness"),
        ("medical expert", "expert-witness"),
        ("expert-witness", "expert-witness"),
    ],
)
def test_a_page_is_found_by_title_alias_part_or_typo(typed: str, found: str) -> None:
    assert INDEX.search(typed, 25)[0] == found


def test_an_empty_query_lists_pages_in_order_up_to_the_limit() -> None:
    assert INDEX.search("  ", 2) == ("um-medical-director", "physician-advisor")


@pytest.mark.parametrize("typed", ["zz", "qqqqqqq", "lighthouse keeper in norway", "💊"])
def test_nonsense_finds_nothing_or_nothing_close(typed: str) -> None:
    assert "um-medical-director" not in INDEX.search(typed, 25)[:1]


def test_a_very_long_query_is_survived() -> None:
    INDEX.search("x" * 10_000, 25)
