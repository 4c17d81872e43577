"""Somebody who keeps every published month, and knows what everybody told but three of those who came, changed or went.

For one question: what the published tables say of the three is computed to the end, over all lots that there could be.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations, permutations, product
from random import Random

from bot.outcomes.engine.publishing import next_table
from bot.outcomes.model.table import RULE, Counted, Rule, Table

QUESTION = "reached"
Life = tuple[int | None, ...]
"""What one person had told by each month; None before they came and after they went."""
Counts = tuple[tuple[int, ...], ...]
"""By month, how many gave each answer, after the lots."""


@dataclass(frozen=True)
class History:
    """Some months of a role, and how many choices its question has."""

    choices: int
    lives: tuple[Life, ...]

    @property
    def months(self) -> int:
        return len(self.lives[0])

    def people(self, month: int) -> int:
        return sum(life[month] is not None for life in self.lives)

    def came(self, month: int, since: int | None) -> int:
        """Return how many are there in a month who were not in an earlier one."""
        return sum(life[month] is not None and (since is None or life[since] is None) for life in self.lives)

    def moved(self, one: int, other: int) -> list[int]:
        """Return who came, changed or went between two months."""
        return [person for person, life in enumerate(self.lives) if life[one] != life[other]]


def random_history(random: Random, choices: int, months: int, people: int) -> History:
    """Return people who come, change and go; many of them tell the same, which is the hardest to hide."""
    favorite = random.randrange(choices)

    def answer() -> int:
        return favorite if random.random() < 0.6 else random.randrange(choices)

    lives: list[list[int | None]] = [[answer()] for _ in range(people)]
    for month in range(1, months):
        for life in lives:
            last = life[-1]
            moves = last is not None and random.random() < 0.15
            life.append(random.choice([None, answer()]) if moves else last)
        lives += [[None] * month + [answer()] for _ in range(random.choice([1, 2, 3, 3, 3, 4]))]
    return History(choices, tuple(map(tuple, lives)))


def publish(history: History, counts: Counts, rule: Rule) -> tuple[Table | None, ...]:
    """Return what stands in each month."""
    tables: list[Table | None] = []
    last, published = None, None
    for month in range(history.months):
        came = history.came(month, published)
        counted = Counted(history.people(month), came, date(2026, 1, 1), {QUESTION: counts[month]})
        last = next_table(last, date(2026, 1 + month, 1), counted, rule)
        published = last.month.month - 1 if last else None
        tables.append(last)
    return tuple(tables)


def lots_of(history: History, rule: Rule, random: Random) -> Counts:
    """Return the counts after one draw of everybody's lots."""
    counts = [[0] * history.choices for _ in range(history.months)]
    for life in history.lives:
        drawn = {
            value: _draw(value, history.choices, rule, random) for value in sorted({v for v in life if v is not None})
        }
        for month, value in enumerate(life):
            if value is not None:
                counts[month][drawn[value]] += 1
    return tuple(map(tuple, counts))


def _draw(value: int, choices: int, rule: Rule, random: Random) -> int:
    return random.randrange(choices) if random.random() < rule.lot else value


class Attacker:
    """Knows everybody but three, and how the lots are drawn; not what was drawn."""

    def __init__(
        self, history: History, seen: tuple[Table | None, ...], three: Sequence[int], rule: Rule = RULE
    ) -> None:
        self.history = history
        self.seen = seen
        self.three = [history.lives[person] for person in three]
        self.rule = rule
        self._known = _spread(history, [life for n, life in enumerate(history.lives) if n not in set(three)], rule)
        self._fits = cache(lambda counts: publish(history, counts, rule) == seen)
        self._weights = {lives: self._weight(lives) for lives in product(*(self._lives(life) for life in self.three))}
        self._possible = list(product(*(self._lives(life, is_told=True) for life in self.three)))

    def _lives(self, life: Life, *, is_told: bool = False) -> list[Life]:
        """Return how somebody may be counted, or all they may have told: another answer wherever this one did so."""
        own = sorted({value for value in life if value is not None})
        choices = range(self.history.choices)
        every = permutations(choices, len(own)) if is_told else product(choices, repeat=len(own))
        return [tuple(None if value is None else given[own.index(value)] for value in life) for given in every]

    def _weight(self, drawn: tuple[Life, ...]) -> float:
        """Return how likely the published tables are where the three are counted so."""
        add = _counts(drawn, self.history)
        return sum(chance for known, chance in self._known.items() if self._fits(_sum(known, add)))

    def likelihoods(self) -> dict[tuple[Life, ...], float]:
        """Return how likely the published tables are by what the three may have told."""
        return {
            told: sum(
                _chance_of(told, drawn, self.history, self.rule) * weight for drawn, weight in self._weights.items()
            )
            for told in self._possible
        }

    def permuted(self) -> Iterator[tuple[Life, ...]]:
        """Yield what the three told, each time handed out among them in another way, as far as their lives allow."""
        own = [[value for value in life if value is not None][-1] for life in self.three]
        for order in permutations(own):
            told = tuple(_with_last(life, value) for life, value in zip(self.three, order, strict=True))
            if told in self._possible:
                yield told

    def sureness(self) -> list[tuple[int, float]]:
        """Return, for each of the three, how many answers they told, and how sure of one of these somebody may be.

        Before the tables were published, each of their answers was as likely as another.
        """
        likely = self.likelihoods()
        whole = sum(likely.values())
        found = []
        for place, life in enumerate(self.three):
            by_answer: dict[tuple[int, int], float] = defaultdict(float)
            for told, weight in likely.items():
                for month, value in enumerate(told[place]):
                    if value is not None:
                        by_answer[month, value] += weight / whole
            found.append((len({value for value in life if value is not None}), max(by_answer.values())))
        return found


def triples(history: History, tables: Sequence[Table | None], random: Random) -> Iterator[list[int]]:
    """Yield three of those who came, changed or went, for each two months in which something else was published."""
    for one, other in combinations(range(history.months), 2):
        moved = history.moved(one, other)
        if tables[one] != tables[other] and len(moved) >= 3:
            yield random.sample(moved, 3)


def _with_last(life: Life, value: int) -> Life:
    last = [one for one in life if one is not None][-1]
    return tuple(value if one == last else one for one in life)


def _spread(history: History, lives: Sequence[Life], rule: Rule) -> Mapping[Counts, float]:
    """Return how likely each count of some people is, over all lots."""
    spread: dict[Counts, float] = {_counts((), history): 1.0}
    for life in lives:
        wider: dict[Counts, float] = defaultdict(float)
        for drawn, chance in _drawn(life, history.choices, rule).items():
            add = _counts((drawn,), history)
            for counts, before in spread.items():
                wider[_sum(counts, add)] += before * chance
        spread = wider
    return spread


@cache
def _drawn(life: Life, choices: int, rule: Rule) -> dict[Life, float]:
    """Return how somebody may be counted, and how likely; the lot of an answer told twice is the same one."""
    told = sorted({value for value in life if value is not None})
    found: dict[Life, float] = {}
    for drawn in product(range(choices), repeat=len(told)):
        lots = dict(zip(told, drawn, strict=True))
        chance = 1.0
        for value, counted in lots.items():
            chance *= float(rule.lot / choices + (1 - rule.lot if value == counted else Fraction(0)))
        if chance:
            life_drawn = tuple(None if value is None else lots[value] for value in life)
            found[life_drawn] = found.get(life_drawn, 0.0) + chance
    return found


def _chance_of(told: tuple[Life, ...], drawn: tuple[Life, ...], history: History, rule: Rule) -> float:
    chance = 1.0
    for one, counted in zip(told, drawn, strict=True):
        chance *= _drawn(one, history.choices, rule).get(counted, 0.0)
    return chance


def _counts(lives: tuple[Life, ...], history: History) -> Counts:
    return tuple(
        tuple(sum(life[month] == choice for life in lives) for choice in range(history.choices))
        for month in range(history.months)
    )


def _sum(one: Counts, other: Counts) -> Counts:
    return tuple(tuple(map(sum, zip(*months, strict=True))) for months in zip(one, other, strict=True))
