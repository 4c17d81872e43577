"""What tells who somebody is, as patterns: links, addresses, handles, numbers, names; for text that is folded."""

import re
from re import IGNORECASE, MULTILINE, Pattern

_DOT = r"(?:\s*[(\[{]\s*(?:\.|(?i:dot|punkt))\s*[)\]}]\s*|[\s_-]+(?i:dot)[\s_-]+|\s+\.\s*|\.)"
_AT = r"(?:\s*@\s*|\s*[(\[{]\s*(?:@|(?i:at))\s*[)\]}]\s*|\s+(?i:at)\s+)"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_MAIL_NAMES = "fastmail|gmail|gmx|googlemail|hotmail|protonmail|yahoo"
_LOCAL = r"(?<![\w+%'-])[\w+%'-]{1,64}"
_SLASH = r"(?:[/?#:]\S*)?(?:\s+slash\s+\S+)*"
_TOP = r"(?:xn--[\w-]+|[^\W\d_A-Z]{2,24}|[A-Z]{2,24}|(?i:com|org|net|edu|gov|info|health))"
_MAIL_HOSTS = "aol|fastmail|gmail|gmx|googlemail|hotmail|icloud|live|msn|outlook|proton|protonmail|yahoo|zoho"

MASKED = re.compile(r"\[([^\[\]]*)\]\s*\([^()]*\)")
"""A masked link: its label is read like the rest."""
LINKS: tuple[Pattern[str], ...] = (
    re.compile(r"<[^<>\s]{0,80}[@#:/][^<>]{0,120}>"),  # mentions, emoji, commands, times, links between brackets
    re.compile(r"\b[a-z][a-z0-9+.-]{1,20}:\s?/{1,2}\s?\S+", IGNORECASE),
    re.compile(r"\b(?:mailto|tel|sms|skype|facetime)\s*:\s*\S+", IGNORECASE),
    re.compile(r"\bh(?:tt|xx)ps?\b\S*", IGNORECASE),
)
ADDRESSES: tuple[Pattern[str], ...] = (
    re.compile(rf"{_LOCAL}(?:{_DOT}{_LOCAL}){{0,4}}{_AT}{_LABEL}(?:{_DOT}{_LABEL})+", IGNORECASE),
    re.compile(
        rf"{_LOCAL}(?:{_DOT}{_LOCAL}){{0,4}}(?:{_AT}(?:{_MAIL_HOSTS})|[\s,(]+(?:{_MAIL_NAMES})(?!\s*(?:is\b|[:=])))\b",
        IGNORECASE,
    ),
    re.compile(r"\bwww[\s.]+\S+(?:[\s.]+\w+)?", IGNORECASE),
    re.compile(rf"\b(?:{_LABEL}{_DOT})+{_TOP}\b{_SLASH}"),
    re.compile(r"\b[\w-]+\.\s+(?:com|org|net|edu|gov|io|gg)\b(?:/\S*)?"),
    re.compile(
        r"\b\d{1,6} +(?:[A-Z0-9][\w'.]* +){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Ln|Lane|Drive|Way|Ct|"
        r"Court|Place|Pkwy|Parkway|Suite|Apt)\b\.?"
    ),
)

_PLACES = (
    "bluesky|discord|doximity|facebook|fb|gmail|hotmail|yahoo|ig|insta|instagram|linked\\s?in|messenger|reddit|signal|skype|slack|snap|"
    "snapchat|telegram|threads|tiktok|twitter|venmo|wechat|what\\s?s\\s?app"
)
_NEVER_WORDS = (
    "discord|facebook|fb|gmail|hotmail|ig|insta|instagram|linked\\s?in|reddit|skype|snapchat|telegram|tiktok|twitter|"
    "venmo|wechat|what\\s?s\\s?app"
)
"""Places whose name is no everyday word, so that what follows may be a handle without a sign between."""
_IS = (
    r"(?:\s+(?:handle|name|user\s?name|user|id|account|tag|profile|is|am|me|at|as|on|under|by))*\s*"
    r"(?::|=|->|-|\bis\b|\bas\b|\bunder\b|\bat\b)\s*"
)
HANDLES: tuple[Pattern[str], ...] = (
    re.compile(r"\S*@ ?[^\s,;!?)]*(?: +[^\W\d_a-z][\w'’-]+)*"),
    re.compile(r"\b[\w.]+#\d{1,6}\b"),
    re.compile(r"(?<!\w)[ur]/\w[\w-]*"),
    re.compile(rf"\b(?:{_PLACES})\b{_IS}[\w.-]+(?:\s+[A-Z][\w'-]+)?", IGNORECASE),
    re.compile(
        r"\b(?:i am|i'm|im|it's|as|me|under|handle|find|add|dm|message|text)\s+(?:me\s+)?(?:as\s+)?[\w.-]+\s+"
        rf"(?:on|in)\s+(?:{_PLACES})\b",
        IGNORECASE,
    ),
    re.compile(
        r"\b(?:handle|user\s?name|screen\s?name|nick(?:name)?|gamer\s?tag)\b(?:\s+is\s+|\s*[:=]\s*)[\w.-]+", IGNORECASE
    ),
    re.compile(r"\b\w*[^\W_]_+[^\W_]\w*\b|(?<!\w)_+[^\W_]\w*|\b\w*[^\W_]_+(?!\w)"),  # words with an underscore
)

SPELLED = re.compile(r"(?<![\w'])(?:[^\W_][\s._*|~/@-]{1,3}){4,}[^\W_](?![\w'])")
"""Letters or digits one by one."""
_DIGIT_WORD = "zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|ten|eleven|twelve"
SPELLED_NUMBER = re.compile(rf"\b(?:(?:{_DIGIT_WORD}|\d)\b[\s,.-]*){{5,}}", IGNORECASE)
NUMBER = re.compile(
    r"(?<!\w)(?:[A-Z]{1,4}[ .#:-]?)?[#+($€£]*(?:\d[\d\s$€£kK().,/\\–—·*|_:~'’-]*)?\d+[A-Za-z]{0,2}(?!\w)"
)
"""Digits with whatever may stand between them, and a few letters before, as in a license."""
AMOUNT = re.compile(
    r"[$€£]\s?\d{1,3}(?:,?\d{3})?(?:\.\d{1,2})?[kK]?(?![\d,])|(?<![\d,])\d{1,3},?000(?![\d,])|(?<![\d,])\d{1,3},\d{3}(?![\d,])|"
    r"(?<!\d)\d{1,3}(?:\s?[-–—]\s?\d{1,3})?[kK]\b|(?<!\d)(?:19|20)\d\d(?:\s?[-–—/]\s?(?:19|20)?\d\d)?(?!\d)"
)
"""Money below a million, and years: what such numbers say is how much or when."""
LONG_RUN = re.compile(r"(?<![\w$€£,])(?!\d{1,3}000\b)\w*\d{5,}\w*")

NAME_WORD = r"(?:[^\W\d_a-z]\.|[^\W\d_a-z][\w'’-]+)"
_NAME = rf"{NAME_WORD}(?: +{NAME_WORD}){{0,3}}"
_ANY_NAME = r"[^\W\d_][\w'’-]*(?: +[^\W\d_a-z][\w'’.-]*){0,2}"
_TITLE = r"(?:[Dd][Rr]s?|DOCTOR|[Dd]octor|[Mm]rs?|MRS?|[Mm]s|MS|[Pp]rof(?:essor)?)"
_CREDENTIAL = (
    r"(?:M\.?D|D\.?O|MBBS|MBBCh|MBChB|Ph\.?D|MPH|MBA|MHA|JD|FAC[A-Z]{1,2}|FAA[A-Z]{1,2}|FRC[A-Z]{1,2}|NP|PA-?C?|RN|DNP|"
    r"PharmD|DDS|DPM)"
)
_I_AM = r"\b(?:[Ii] ?am|[Ii]['’]?m|[Tt]his is|[Ii]t is|[Ii]t['’]s|I AM|I['’]M)"
NAMES: tuple[Pattern[str], ...] = (
    re.compile(rf"\b{_TITLE}\b\.? *{_NAME}(?: *(?:,|and|&) *{_NAME})*"),
    re.compile(
        r"\b(?:[Mm]y (?:full |first |last |real )?name(?: is|['’]?s)|[Tt]he name(?: is|['’]s)|MY NAME IS|[Ii] go by)"
        rf" *:? *{_ANY_NAME}"
    ),
    re.compile(rf"{_I_AM} +(?:dr\.? +|doctor +){_ANY_NAME}"),
    re.compile(
        r"\b(?:[Cc]all me|[Aa]sk for|[Ll]ook me up as|(?i:known as)|[Rr]each out to|[Ii]t['’]?s me,?) +"
        rf"{_NAME}"
    ),
    re.compile(rf"^ *(?:Name *[:=] *)?{NAME_WORD} +{_NAME} +{_CREDENTIAL}\b.{{0,40}}$", MULTILINE),
    re.compile(rf"\b[Nn]ame *[:=] *{_NAME}"),
    re.compile(r"\b\w+\.? +\w+ *, *m\.?d\b\.?"),
    re.compile(rf"\b[Ss]igned,? +{_NAME} *(?=[.!\n]|\Z)"),
    re.compile(rf"^ *(?:[-–—~*/]{{1,3}} *){_NAME} *$", MULTILINE),
    re.compile(rf"(?<=[.!?,]) *[-–—~]{{1,3}} *{_NAME} *$", MULTILINE),
)
CALLED: tuple[Pattern[str], ...] = (
    re.compile(rf"(?P<before>{_I_AM} +)(?P<name>{_NAME})"),
    re.compile(
        rf"(?P<before>)\b(?P<name>(?:{NAME_WORD} *, *)?[^\W\d_a-z][\w'’-]+(?: +{NAME_WORD}){{0,3}})(?: *, *| +)"
        rf"{_CREDENTIAL}\b"
    ),
    re.compile(rf"(?P<before>(?:^|[.,!?]) *)(?P<name>{_NAME}) +here\b(?= *(?:[.,!–—-]|$))", MULTILINE),
)
"""“I am Jane”, “Jane Doe, MD”, “Jane here”: capital words, which are a name unless they say what somebody is."""
ON_PLACES: tuple[Pattern[str], ...] = (
    re.compile(
        rf"(?P<before>\b(?:{_NEVER_WORDS})\b(?:\s+(?:user|name|handle|id|account|tag))*\s+)(?P<name>[^\W_][\w.-]*)",
        IGNORECASE,
    ),
    re.compile(
        r"(?P<before>\b(?:find|look up|look for|search(?: for)?|add|google|message)\s+)"
        rf"(?P<name>[\w.-]+(?:\s+[\w.-]+)?)(?=\s+(?:on|in)\s+(?:{_PLACES})\b)",
        IGNORECASE,
    ),
)
"""A handle beside the name of a place, with no sign between: any word that is not an everyday one there."""
_GREETING = (
    r"(?:(?:best|kind|warm|warmest)? *regards|kindly|"
    r"best(?: wishes)?|sincerely|cheers|thanks(?: again| so much| in advance)?|"
    r"thank you(?: so much| very much)?|many thanks|respectfully|take care|warmly|yours(?: truly| sincerely)?|"
    r"gratefully)"
)
SIGNATURE = re.compile(rf"(?P<greeting>\b{_GREETING}) *[,.!–—-]* *\n(?:.{{0,60}}(?:\n|\Z)){{1,4}}\Z", IGNORECASE)
"""A closing at the end of a line, and up to four short lines after it."""
SIGNED = re.compile(
    rf"(?P<greeting>\b(?i:{_GREETING})) *(?:[,–—-] *{NAME_WORD}(?: +{NAME_WORD})+|[,.!–—-]* +{_NAME} *(?=[.!\n]|\Z))"
)
"""A closing and a name behind it: two words of one anywhere, one at the end of a sentence."""
