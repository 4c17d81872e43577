"""Messages of some hundred words, calm, and with one sentence in distress among them."""

import random
import re
from collections.abc import Iterator, Sequence

from benchmarks.crisis.examples import Example

_MADE = 60
_TIMES = 6
"""How often each chat is taken, each time with another sentence in it."""
_FEWEST_WORDS = 4
_JOINT = re.compile(r" (?=(?:and|but|so|anyway|then|because) )")
_STOP = re.compile(r"(?<=[.?!]) ")
_NO_WORD = re.compile(r"[^\w\s]+")


def of_single_sentences(held: Sequence[Example], asked: Sequence[Example]) -> Iterator[Example]:
    """Yield messages put together of calm sentences and a question, and the same with one sentence in distress."""
    dice = random.Random(1)  # noqa: S311 - the same messages each time
    calm = [one.text for one in held if one.kind == "life"]
    in_scope = [one for one in asked if one.kind not in ("open crisis", "open out_of_scope")]
    distress = _long_enough(held)
    for _ in range(_MADE):
        sentences = [*dice.sample(calm, 9), dice.choice(in_scope).text]
        yield Example(". ".join(sentences), "calm", is_crisis=False)
        sentences.insert(dice.randrange(len(sentences)), dice.choice(distress))
        yield Example(". ".join(sentences), "one sentence in distress", is_crisis=True)


def with_distress(chats: Sequence[Example], held: Sequence[Example]) -> Iterator[Example]:
    """Yield chats as people write them, with one sentence in distress put in, in the chat's own style."""
    dice = random.Random(3)  # noqa: S311 - the same messages each time
    distress = _long_enough([one for one in held if one.kind != "lang"])
    for chat in chats:
        runs_on = chat.kind == "runs on"
        for _ in range(_TIMES):
            parts = (_JOINT if runs_on else _STOP).split(chat.text)
            said = dice.choice(distress)
            words = _NO_WORD.sub("", said.lower()) if runs_on else said.rstrip(".") + "."
            parts.insert(dice.randrange(1, len(parts)), words)
            yield Example(" ".join(parts), f"in a chat that {chat.kind}", is_crisis=True)


def _long_enough(held: Sequence[Example]) -> list[str]:
    return [one.text for one in held if one.is_crisis and len(one.text.split()) >= _FEWEST_WORDS]
