"""Say what a job pays, and whose pay that is: the caveat goes wherever the number goes."""

from bot.knowledge.figures import by_nearness, pay_of
from bot.knowledge.role import Pay, RolePage
from bot.knowledge.vocabulary import PayOf
from bot.pages.ui.citing import cite
from bot.pages.ui.money import pay_figure

NO_PAY = "No figure in any source we read."
OF_PAY = {
    PayOf.THIS_JOB: "This job",
    PayOf.NEAREST: "The nearest job: another level, or another kind of employer",
    PayOf.PROXY: "Another occupation",
}
_BEFORE = {
    PayOf.THIS_JOB: "",
    PayOf.NEAREST: "No figure for this job. Nearest: ",
    PayOf.PROXY: "No figure for this job. Another occupation: ",
}


def pay_line(pay: Pay) -> str:
    """Return a figure with its year, place and number, and what it covers, cited."""
    facts = ", ".join(filter(None, (pay.when, pay.place, f"n = {pay.n:,}" if pay.n else None)))
    return cite(f"{pay_figure(pay)} ({facts}): {pay.basis}", pay.sources)


def best_pay_line(front: RolePage) -> str:
    """Return the best figure of a role with its caveat, or that there is none."""
    pays = by_nearness(front)
    return f"{_BEFORE[pay_of(pays[0])]}{pay_line(pays[0])}" if pays else NO_PAY


def short_pay(front: RolePage) -> str:
    """Return the best figure of a role in a few words, for a list; the caveat stays, and the source is on its card."""
    pays = by_nearness(front)
    if not pays:
        return "pay unknown"
    caveat = {PayOf.THIS_JOB: "", PayOf.NEAREST: ", nearest job", PayOf.PROXY: ", another occupation"}
    return f"{pay_figure(pays[0])} ({pays[0].when}{caveat[pay_of(pays[0])]})"
