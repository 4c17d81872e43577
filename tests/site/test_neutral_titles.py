"""What stands in the browser's tab gives nobody away."""

import pytest

from bot.site.engine.wording import tab_title


@pytest.mark.parametrize(
    "title",
    [
        "Deciding to leave",
        "Non-competes and outside jobs",
        "A confidential search",
        "Résumé and LinkedIn",
        "Gaps: one gap",
    ],
)
def test_a_telling_title_is_replaced(title: str) -> None:
    assert tab_title(title, "Guide 4") == "Guide 4 · Tollfree"


@pytest.mark.parametrize("title", ["Medical science liaison", "Health policy fellow", "42 CFR 422.562"])
def test_any_other_title_stands_as_it_is(title: str) -> None:
    assert tab_title(title, "Role 1") == f"{title} · Tollfree"
