"""Add up installments, and compare the sum with the price in one payment."""

import re
from dataclasses import dataclass

_MONEY = r"(?:usd\s?|[$€£]\s?)(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})(?:\.\d\d)?(?![\d%k])"
_COUNT = r"(?P<{0}>\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty[- ]four)"
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=2
    )
} | {"eighteen": 18, "twenty four": 24}
_PARTS = (
    r"(?:(?:easy|equal|monthly|weekly|simple|low|interest[- ]free|consecutive)\s)*"
    r"(?:payments?|instal?lments?|months?|parts|x|×|times)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_COUNT.format('count')}\s?{_PARTS}\s?(?:of|at|x|×|for)?\s?(?:just\s|only\s)?{_MONEY.format('part')}",
        rf"{_MONEY.format('part')}\s?(?:x|×|times)\s?{_COUNT.format('count')}\b",
        rf"{_MONEY.format('part')}\s?(?:/\s?|a\s|per\s|each\s|every\s)(?:month|mo)\b\.?,?\s(?:for|over|x|×)\s{_COUNT.format('count')}\b",
        rf"{_MONEY.format('part')}\s(?:monthly|each month)\s(?:for|over)\s{_COUNT.format('count')}\b",
        rf"{_MONEY.format('part')}\s(?:for|over)\s{_COUNT.format('count')}\smonths\b",
    )
)
_PRICE = re.compile(_MONEY.format("price"))
_REACH = 220
"""Letters before and after in which the price in one sum may stand."""
_LEAST_SHARE = 0.5
"""A price below this share of the sum is the price of something else."""


@dataclass(frozen=True, slots=True)
class Installments:
    """Installments that cost more than one payment."""

    quote: str
    total: int
    price: int

    @property
    def words(self) -> str:
        """Return the sum in words."""
        return f"Together {self.total:,}: {self.total - self.price:,} more than {self.price:,} at once."


def dear_installments(cleaned: str, folded: str) -> tuple[Installments, ...]:
    """Return the installments in a text that add up to more than a price named near them."""
    found = []
    for form in _FORMS:
        for match in form.finditer(folded):
            count, part = _number(match["count"]), _amount(match["part"])
            price = _price_near(folded, match.span(), count * part, part)
            if count > 1 and price is not None:
                found.append(Installments(" ".join(cleaned[slice(*match.span())].split()), count * part, price))
    return tuple(found[:1])


def _price_near(folded: str, span: tuple[int, int], total: int, part: int) -> int | None:
    """Return the price in one payment: the nearest amount that is less than the sum, and more than one part."""
    start, end = span
    around = ((max(0, start - _REACH), start), (end, end + _REACH))
    prices = (
        (min(abs(begin + one.start() - end), abs(start - begin - one.end())), _amount(one["price"]))
        for begin, stop in around
        for one in _PRICE.finditer(folded[begin:stop])
    )
    likely = sorted((far, price) for far, price in prices if part < price < total and price >= total * _LEAST_SHARE)
    return likely[0][1] if likely else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.replace("-", " ")]


def _amount(text: str) -> int:
    return int(text.replace(",", ""))
