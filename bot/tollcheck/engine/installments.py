"""Add up installments, and compare the sum with the price in one payment."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_MONEY = (
    r"(?:usd\s?|[$€£]\s?|(?=\b\d[\d.]*\s?(?:k|grand)\b))"
    r"(?P<{0}>\d{{1,2}}(?:\.\d{{1,2}})?\s?(?:k|grand)\b|(?:\d{{1,3}}(?:,\d{{3}})+|\d{{2,6}})(?![\d%k]))"
    r"(?:\.\d\d)?(?![\d%])"
)
"""An amount in figures; of round thousands people write “5k” and leave the currency out."""
_COUNT = r"(?P<{0}>\d{{1,2}}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty[- ]four)"
_NUMBERS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
} | {"eighteen": 18, "twenty four": 24}
_PARTS = (
    r"(?:(?:easy|equal|monthly|weekly|quarterly|yearly|simple|low|further|more|interest[- ]free|consecutive)\s)*"
    r"(?:payments?|instal?lments?|months?|parts|pays?|x|×|times)"
)
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_COUNT.format('count')}\s?{_PARTS}\s?(?:of|at|x|×|for|:)?\s?(?:just\s|only\s)?{_MONEY.format('part')}",
        rf"{_MONEY.format('part')}\s?(?:x|×|times)\s?{_COUNT.format('count')}\b",
        rf"{_MONEY.format('part')}\s?(?:/\s?|a\s|per\s|each\s|every\s)(?:month|mo|quarter|week)\b\.?,?\s?\(?(?:for|over|x|×|until)?\s?(?:all\s)?{_COUNT.format('count')}\b",
        rf"{_MONEY.format('part')}\s(?:monthly|each month)\s(?:for|over)\s{_COUNT.format('count')}\b",
        rf"{_MONEY.format('part')}\s(?:for|over)\s{_COUNT.format('count')}\smonths\b",
        rf"{_MONEY.format('part')},?\s(?:paid\s)?{_COUNT.format('count')}\stimes\b",
    )
)
_FIRST = re.compile(
    rf"{_MONEY.format('first')}\s(?:today|now|down|deposit|up[- ]?front|at signing|to start|first)\b"
    r"(?:(?!\bor\b)[^.!?]){0,30}$"
)
"""What is paid before the installments begin."""
_SPELLED = re.compile(
    r"\b(?:(?P<thousands>one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\sthousand)"
    r"(?:\s(?:and\s)?(?P<hundreds>one|two|three|four|five|six|seven|eight|nine)\shundred)?\s(?:us\s)?dollars\b"
)
_PRICE = re.compile(_MONEY.format("price"))
_FIRST_REACH = 60
"""Letters before the installments in which a first payment may stand."""
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
            start, first = _paid_first(folded, match.start())
            total = first + count * part
            price = _price_near(folded, (start, match.end()), total, part)
            if count > 1 and price is not None:
                found.append(Installments(" ".join(cleaned[start : match.end()].split()), total, price))
    return tuple(found[:1])


def _paid_first(folded: str, start: int) -> tuple[int, int]:
    """Return where installments begin and what is paid before them: nothing, most often."""
    begin = max(0, start - _FIRST_REACH)
    first = _FIRST.search(folded, begin, start)
    return (first.start(), _amount(first["first"])) if first else (start, 0)


def _price_near(folded: str, span: tuple[int, int], total: int, part: int) -> int | None:
    """Return the price in one payment: the nearest amount that is less than the sum, and more than one part."""
    start, end = span
    around = ((max(0, start - _REACH), start), (end, end + _REACH))
    prices = (
        (min(abs(begin + one.start() - end), abs(start - begin - one.end())), price)
        for begin, stop in around
        for one, price in _prices(folded[begin:stop])
    )
    likely = sorted((far, price) for far, price in prices if part < price < total and price >= total * _LEAST_SHARE)
    return likely[0][1] if likely else None


def _prices(folded: str) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the amounts in a text, in figures or in words."""
    for one in _PRICE.finditer(folded):
        yield one, _amount(one["price"])
    for one in _SPELLED.finditer(folded):
        yield one, _number(one["thousands"]) * 1000 + (_number(one["hundreds"]) * 100 if one["hundreds"] else 0)


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.replace("-", " ")]


def _amount(text: str) -> int:
    whole = text.replace(",", "")
    figures = whole.removesuffix("grand").removesuffix("k")
    return round(float(figures) * (1 if figures == whole else 1000))
