"""What a question is after, and what a passage tells: pay, license, hours … by their words."""

import re
from enum import StrEnum


class Aspect(StrEnum):
    """One thing that people ask about a job, a certificate or a step."""

    PAY = "pay"
    COST = "cost"
    LICENSE = "license"
    BOARD = "board"
    RESIDENCY = "residency"
    EXPERIENCE = "experience"
    DEGREE = "degree"
    REMOTE = "remote"
    TRAVEL = "travel"
    HOURS = "hours"
    PATIENTS = "patients"
    CITIZENSHIP = "citizenship"
    AGE = "age"
    WAYS = "ways in"
    DUTIES = "duties"
    SCREENING = "screening"
    WHERE = "where"
    RISKS = "risks"
    RETURN = "return"
    TIME = "time"
    WORTH = "worth"
    LETTER = "letter"


_ASKED: dict[Aspect, str] = {
    Aspect.PAY: r"\bpay(?:s|ing)?\b(?! (?:for|to|a )\b)|\bpaid\b|\bsalar|\bearn|\bmake\b.{0,25}\$|\bhow much (?:do|does|can|could|would|will|money|per|is the job)\b(?!.{0,20}\bcost)|"
    r"\bdo .{0,40}\bmake\b|\bwhat .{0,40}\bmake\b|\bcompensat|\bincome\b|\brates?\b|\bper (?:hour|case|month|year|exam|call|word)\b|\bpay ?cut|\bbonus|\bstipend|\bequity\b|\bmoney\b|\bfees?\b(?=.{0,25}\b(?:charge|per|hour|expert|review))|\bcharge\b|\bcut from\b|\$\s?\d|\b\d+k\b.{0,30}\b(?:good|normal|fair|offer|realistic)",
    Aspect.COST: r"\bcosts?\b|\bprice|\bexpensive\b|\bdues\b|\brefund|\bexam fee|\bfees?\b|\bworth (?:the|paying|\$|\d)|\btuition\b|\bafford",
    Aspect.LICENSE: r"\blicen[sc]|\bstate medical board",
    Aspect.BOARD: r"\bboard[- ]?(?:cert|elig|exam)\w*|(?<!job )(?<!state )(?<!medical )\bboards\b|\bboarded\b|\bboard cert\b|\bmoc\b",
    Aspect.RESIDENCY: r"\bresiden(?:cy|t|ts)\b|\bunmatched\b|\b(?:didn'?t|did not|dont|don't|never) match|\bintern(?:ship)? year|\bpgy|\bmatch\b",
    Aspect.EXPERIENCE: r"\bexperience|\byears\b(?! (?:old|ago|off|out|left|away))|\bbackground\b|\bqualif|\brequire|\bneed(?:ed)? to\b|\bdo i need\b|\bprerequisit|\beligib",
    Aspect.DEGREE: r"\bmba\b|\bmph\b|\bmha\b|\bmaster'?s?\b|\bphd\b|\bdegree|\bmbbs\b|\bdo\b(?= degree)",
    Aspect.REMOTE: r"\bremote|\bfrom home\b|\bwfh\b|\btelework|\bwork(?:ing)? at home|\bvirtual\b|\bonline\b",
    Aspect.TRAVEL: r"\btravel|\bon the road\b|\bflights?\b|\bcar\b",
    Aspect.HOURS: r"\bhours?\b|\bweekends?\b|\bnights?\b|\bpart[- ]time|\bhalf[- ]time|\bschedule|\b9 ?(?:-|to) ?5\b|\bon call\b|\bcall\b(?! (?:center|me))|\bfull[- ]time|\bfte\b|\b0\.\d\b|\bworkload|\bcases a day|\blifestyle",
    Aspect.PATIENTS: r"\bsee(?:ing)? patients\b|\bclinic(?:al)? (?:time|days?|work|shifts?)\b|\bpatient contact|\bstill practi[cs]|\bactive practice|\bno patients\b|\bkeep .{0,15}clinic",
    Aspect.CITIZENSHIP: r"\bvisa|\bh-?1b\b|\bj-?1\b|\bgreen card|\bcitizen|\bo-?1\b|\bsponsor|\bimmigra|\bead\b|\bf-?1\b|\bopt\b",
    Aspect.AGE: r"\bage\b|\btoo old\b|\bover (?:50|55|60|65)\b|\b(?:5\d|6\d|7\d)[ -]?(?:yo|y/o|years? old|yr)|\bi'?m (?:5|6|7)\d\b|\blate career\b|\bretire|\bolder\b|\btoo late\b|\bageis",
    Aspect.WAYS: r"\bhow (?:do|does|can|could|would|did|to)\b.{0,40}\b(?:get|break|start|become|move|begin|go|land|enter|transition|apply|find|join)\b|\bget (?:in|into|started|hired|my first|the first)|\bway in\b|\bbreak in|\bbecom|\bfirst (?:job|step|gig|role|contract)|\bhow'd\b|\bhow to\b|\bpath\b|\bfoot in",
    Aspect.DUTIES: r"\bwhat (?:do|does|would|is|are|am|will|exactly)\b.{0,45}\b(?:do|doing|involve|like|job|day)\b|\bday[- ]to[- ]day|\ball day\b|\btypical (?:day|week)|\bwhat is an?\b|\bwhat'?s an?\b|\bdifference between|\bthe job like\b",
    Aspect.SCREENING: r"\blook(?:ing)? for\b|\bscreen|\bwhat .{0,30}\b(?:want|ask)\b|\bhire[sd]?\b|\btake (?:someone|people|me|docs|doctors|mds?)\b|\bchances?\b|\bcompetitive|\bspecialt|\b(?:do|does|would|will) .{0,40}\b(?:hire|take|want|accept|care)\b|\bprefer",
    Aspect.WHERE: r"\bwhere\b|\bwho hires\b|\bwhich (?:companies|firms|sites|boards|employers|jobs|roles)\b|\bposted\b|\badvertis|\bjob boards?\b|\blist of\b|\bfind (?:jobs|work|postings|openings)|\bwho (?:pays|buys|employs)\b|\bcompanies\b",
    Aspect.RISKS: r"\bcatch\b|\bdownside|\brisk|\bworth it\b|\bselling (?:out|my soul)|\bregret|\bscam|\blegit|\blayoff|\blaid off|\bstable|\bstability|\bsecurity\b|\bmalpractice|\btail\b|\bliab|\bsued?\b|\bstress|\bhassle|\bproblem|\bquota|\bshady\b|\blegal\b",
    Aspect.RETURN: r"\b(?:come|go|get|going|getting|coming) back\b|\breturn|\bre-?entry|\bback (?:in|to)\b|\bundo\b|\bdoor open",
    Aspect.TIME: r"\bhow long\b|\bhow many (?:months|weeks|years|applications)|\bmonths\b|\btimeline|\bdeadline|\bwhen (?:do|should|does|is)\b|\bhow soon",
    Aspect.WORTH: r"\bworth\b|\bnecessary\b|\brequired\b|\bneed (?:the|a|an|that)\b|\bdo i (?:really )?need\b|\bmust\b|\buseful\b|\brecogni[sz]e|\bhelp(?:s)? me get\b|\bvalue\b",
    Aspect.LETTER: r"\bwhat (?:do|should|can) i (?:say|write|tell|answer|put)|\bhow (?:do|should|can) i (?:say|explain|tell|ask|word|answer|decline|phrase)|\btemplate|\bscript|\bsample\b|\bexample (?:of|email|letter|message)|\bemail\b|\bmessage\b|\bcover letter|\bwording",
}
_TOLD: dict[Aspect, str] = {
    Aspect.PAY: r"\$\s?\d|€\s?\d|£\s?\d|\bsalar|\bpay\b|\bpaid\b|\bearn",
    Aspect.COST: r"\$\s?\d.{0,60}\b(?:fee|exam|member|course|application)|\bfees?\b|\bcosts?\b|\brefund",
    Aspect.LICENSE: r"\blicen[sc]e|\blicensed\b",
    Aspect.BOARD: r"\bboard[- ]certif|\bboards?\b|\bcertificate\b|\bABMS\b",
    Aspect.RESIDENCY: r"\bresidency\b|\binternship\b|\bresidents?\b",
    Aspect.EXPERIENCE: r"\bexperience\b|\byears of\b|\+ years",
    Aspect.DEGREE: r"\bMBA\b|\bMPH\b|\bmaster's\b|\bdegree\b",
    Aspect.REMOTE: r"\bremote|\btelework|\bfrom home\b",
    Aspect.TRAVEL: r"\btravel|\bon the road\b|\bin the field\b",
    Aspect.HOURS: r"\bhours?\b|\bweekends?\b|\bpart[- ]time|\bfull[- ]time|\bon call\b|\bshifts?\b",
    Aspect.PATIENTS: r"\bsee(?:s|ing)? patients|\bclinical (?:time|work|days)|\bactive practice|\bpatient care",
    Aspect.CITIZENSHIP: r"\bvisa|\bH-1B\b|\bJ-1\b|\bgreen card|\bcitizen|\bpermanent resident",
    Aspect.AGE: r"\b40 (?:or|and) (?:older|over)|\bage\b|\bolder\b|\bretire",
    Aspect.RISKS: r"\blayoff|\bmerger|\bcost .{0,40} their jobs|\brisk|\bmalpractice|\btail\b|\bliab|\bburn|\bfraud|\bscam|\bwarn",
    Aspect.RETURN: r"\breturn|\bre-?entry|\bback to\b|\bgap",
    Aspect.TIME: r"\b\d+ (?:days|weeks|months)\b|\bmonths?\b",
    Aspect.WORTH: r"\brequired\b|\bnot (?:a requirement|required|needed|named)|\bnone (?:of|asked|named)",
}
_ASKED_BY = {aspect: re.compile(pattern, re.IGNORECASE) for aspect, pattern in _ASKED.items()}
_TOLD_BY = {aspect: re.compile(pattern, re.IGNORECASE) for aspect, pattern in _TOLD.items()}


def asked_aspects(text: str) -> tuple[Aspect, ...]:
    """Return what a question is after, in the order of its words."""
    found = ((match.start(), aspect) for aspect, pattern in _ASKED_BY.items() if (match := pattern.search(text)))
    return tuple(aspect for _, aspect in sorted(found))


def told_aspects(text: str) -> frozenset[Aspect]:
    """Return what a passage tells about, by its words."""
    return frozenset(aspect for aspect, pattern in _TOLD_BY.items() if pattern.search(text))
