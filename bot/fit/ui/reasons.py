"""Why a role is open, one step away or closed to a member, line by line with the sources."""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.fit.engine.answers import Answers, School
from bot.fit.engine.evidence import Evidence, Gate
from bot.fit.engine.gates import Finding
from bot.fit.engine.ranking import Group, RoleFit, fit_role
from bot.fit.engine.rules import Standing
from bot.fit.engine.steps import Step, told_of
from bot.fit.engine.wishes import Flag, Match, Wish
from bot.fit.ui.labels import GATE, GROUP, LINE, MATCH, STANDING, choice_label, counted, step_label
from bot.fit.ui.results import screen_of
from bot.fit.ui.screen import FitPlace, FitScreen, Press, pager
from bot.kit.ui.limits import shorten
from bot.kit.ui.screens import Go, OpenPage
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.figures import pay_of, whose_pay
from bot.knowledge.role import Fit
from bot.knowledge.vocabulary import Level, LicenseNeed, PayOf, WorkPermission
from bot.pages.ui.card import paginate
from bot.pages.ui.citing import cite
from bot.pages.ui.labels import BOARD, LICENSE, OPENNESS, TRAINING
from bot.pages.ui.markdown import to_blocks
from bot.pages.ui.pay_words import pay_line
from bot.pages.ui.review import NOT_ADVICE, review_note

_MOST_LINES = 4
"""Lines of evidence under one finding; the rest stand on the card."""

_GUIDE_TITLE = 30
"""Longest title of a guide on a button."""

_ANSWER = {
    Gate.TRAINING: "training",
    Gate.LICENSE: "licence",
    Gate.BOARD: "board",
    Gate.YEARS: "years",
    Gate.SCHOOL: "school",
    Gate.WORK: "work",
    Gate.FIELD: "specialty",
}


def reasons_screen(base: KnowledgeBase, place: FitPlace, today: date) -> FitScreen:
    """Return one screen of a role's reasons; a screen past the end is the last. Raises PageNotFound."""
    fit = fit_role(base, place.role, place.answers)
    screens = paginate(_blocks(base, fit, place.answers), base.sources)
    number = min(place.screen, len(screens) - 1)
    footnotes = screens[number].footnotes
    return FitScreen(
        heading=f"## {fit.role.title}\n-# {GROUP[fit.group]}",
        text=screens[number].blocks,
        small="\n".join(part for part in (footnotes, f"-# {review_note(fit.role, today)} {NOT_ADVICE}") if part),
        menus=(),
        rows=(*pager(place, number, len(screens)), _onward(base, fit, place.answers)),
    )


def _blocks(base: KnowledgeBase, fit: RoleFit, answers: Answers) -> Iterator[str]:
    met = (finding for finding in fit.findings if finding.standing is Standing.MET)
    yield from (_finding(fit, finding, answers) for finding in fit.hindrances)
    for step in fit.steps:
        yield from _step(base, fit, step)
    doubts = (finding for finding in fit.doubts if finding not in fit.hindrances)
    yield from (_finding(fit, finding, answers) for finding in (*doubts, *met))
    if fit.flags:
        yield "\n".join(("### What you want", *(_flag(flag, answers) for flag in fit.flags)))
    if fit.not_tested:
        lines = (f"- {LINE[line.level]}: {cite(line.words, line.sources)}" for line in fit.not_tested)
        yield "\n".join(("### Asked besides, and not part of my questions", *lines))


def _step(base: KnowledgeBase, fit: RoleFit, step: Step) -> Iterator[str]:
    heading = f"### 🔸 Step: {step_label(step, fit.years_short)}"
    told = told_of(base, step)
    if step is Step.MORE_YEARS:
        yield f"{heading}\nTime: {counted(fit.years_short, 'year')}. Cost: unknown to my notes."
    elif told is None:
        yield f"{heading}\nCost: unknown to my notes. Time: unknown to my notes."
    else:
        guide_id, section = told
        title = base.pages[guide_id].title
        yield f"{heading}\nCost and time, as far as my notes go (*{title}*, “{section.title}”); the rest is unknown."
        yield from to_blocks(section.markdown)


def _finding(fit: RoleFit, finding: Finding, answers: Answers) -> str:
    asked, yours = _asked(fit.role.front.fit, finding.gate), _yours(finding.gate, answers)
    verdict = _of_a_place(fit, finding, answers) or _verdict(finding, is_known=asked != "unknown")
    heading = f"**{STANDING[finding.standing]} {GATE[finding.gate]}** · {verdict}"
    lines = (_evidence(line) for line in finding.evidence[:_MOST_LINES])
    left = len(finding.evidence) - _MOST_LINES
    more = [f"-# and {counted(left, 'more line')}"] if left > 0 else []
    return "\n".join((heading, f"Asked: {asked} · You: {yours}", *lines, *more))


def _asked(facts: Fit, gate: Gate) -> str:
    """Return what the page asks, in its own controlled words."""
    match gate:
        case Gate.TRAINING:
            return TRAINING[facts.training]
        case Gate.LICENSE:
            return LICENSE[facts.licence]
        case Gate.BOARD:
            return BOARD[facts.board]
        case Gate.YEARS:
            return "unknown" if facts.years is None else counted(facts.years, "year")
        case Gate.SCHOOL:
            return f"open to graduates from abroad: {OPENNESS[facts.img_open]}"
        case Gate.WORK:
            return _WORK[facts.work]
        case Gate.FIELD:
            return " or ".join(choice_label("specialty", one).lower() for one in facts.fields)


_WORK = {
    WorkPermission.CITIZEN: "US citizens",
    WorkPermission.PERMANENT: "citizens, and green cards for some",
    WorkPermission.VISA_VARIES: "citizens and green cards; visas in some posts",
    WorkPermission.VARIES: "varies",
    WorkPermission.UNKNOWN: "unknown",
}


def _yours(gate: Gate, answers: Answers) -> str:
    question = _ANSWER[gate]
    (choice,) = answers.chosen(question) or (None,)
    return "skipped" if choice is None else choice_label(question, choice)


def _of_a_place(fit: RoleFit, finding: Finding, answers: Answers) -> str:
    """Return the verdict where it hangs on a state or a country, else nothing."""
    match finding.gate, finding.standing:
        case Gate.LICENSE, Standing.MET if fit.role.front.fit.licence is LicenseNeed.STATE_OF_WORK:
            return "nothing in your way where you are licensed; another state asks for its own"
        case Gate.TRAINING, Standing.DEPENDS if answers.trained_in is School.ABROAD:
            return "whether training abroad counts depends on the post; ask"
        case _:
            return ""


def _verdict(finding: Finding, *, is_known: bool) -> str:
    match finding.standing:
        case Standing.MET:
            return "nothing in your way"
        case Standing.DEPENDS if finding.gate is Gate.YEARS:
            return "read which kind of years counts"
        case Standing.AGAINST:
            return "some ask for it, not all; you do not have it"
        case Standing.DEPENDS:
            return "depends on the post; ask"
        case Standing.UNSAID:
            return "you skipped this, so it closes nothing"
        case Standing.UNKNOWN if is_known and finding.gate is not Gate.SCHOOL:
            return "no sourced line asks it, so it closes nothing"
        case Standing.UNKNOWN:
            return "not in my notes, so it closes nothing"
        case _:
            return _asked_by(finding)


def _asked_by(finding: Finding) -> str:
    if finding.asked_by is Level.LAW:
        return "⚖️ by law, for those it names"
    return "🏢 by employers: those I read ask it; no law on this page does"


def _evidence(line: Evidence) -> str:
    return f"- {LINE[line.level]}: {cite(line.text, line.sources)}"


def _flag(flag: Flag, answers: Answers) -> str:
    mark = MATCH[flag.match]
    if flag.wish in {Wish.LIKES, Wish.DISLIKES}:
        word = "you like" if flag.wish is Wish.LIKES else "you want no more of"
        return f"- {mark} {word}: {', '.join(taste.replace('_', ' ') for taste in flag.tastes)}"
    if flag.wish is Wish.PAY:
        return f"- {mark} {_pay(flag, answers)}"
    if flag.wish is Wish.FIELD:
        said = "names your field" if flag.match is Match.FOR else "names other fields than yours"
        return "\n".join((f"- {mark} {said}", *(f"  {_evidence(line)}" for line in flag.evidence[:_MOST_LINES])))
    return f"- {mark} {flag.wish}: {_page_says(flag.evidence)} · you: {_wanted(flag.wish, answers)}"


def _page_says(evidence: Iterable[Evidence]) -> str:
    return "; ".join(cite(line.text, line.sources) for line in evidence) or "not in my notes"


def _wanted(wish: Wish, answers: Answers) -> str:
    (choice,) = answers.chosen(wish)
    most = "at most " if wish is Wish.TRAVEL and choice else ""
    return most + choice_label(wish, choice)


def _pay(flag: Flag, answers: Answers) -> str:
    (floor,) = answers.chosen("pay_floor")
    yours = f"you: {choice_label('pay_floor', floor)}"
    if flag.pay is None:
        return f"pay: no figure in dollars a year to compare with · {yours}"
    found = f"{whose_pay(flag.pay)}{pay_line(flag.pay)}"
    is_top = flag.match is Match.UNSURE and pay_of(flag.pay) is not PayOf.PROXY
    top = ", only the top reaches it" if is_top else ""
    return f"pay: {found} · {yours}{top}"


def _onward(base: KnowledgeBase, fit: RoleFit, answers: Answers) -> tuple[Press, ...]:
    guides = dict.fromkeys(told[0] for step in fit.steps if (told := told_of(base, step)))
    pages = [OpenPage("Open the role card", fit.role.id)]
    if fit.group is not Group.OPEN:
        pages += [
            OpenPage(f"Guide: {shorten(base.pages[guide].title, _GUIDE_TITLE)}", guide) for guide in list(guides)[:2]
        ]
    return (*pages, Go("‹ To the list", screen_of(base, fit.role.id, answers)))
