"""Links of leads, on many made up: nothing hostile gets through, and no two jobs are one."""

import ipaddress
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bot.kit.member_text import is_unseen
from bot.leads.model.link_keys import is_affiliate, is_source, is_tracking
from bot.leads.model.link_refusal import LinkRefused
from bot.leads.model.link_rules import KNOWN_BOARDS
from bot.leads.model.links import LONGEST, Link, normalize_link

many = settings(max_examples=250, deadline=None, database=None)


def names(text: str) -> list[str]:
    return text.split()


JOB_KEYS = names(
    "ashby_jid currentJobId gh_jid id jid jk jl job jobId job_id jobListingId jobReqId lvk opening pid posting "
    "postingId req reqid requisition requisitionId rid vacancy vacancyNo"
)
JOB_FORMS = [
    "https://www.linkedin.com/jobs/view/{}",
    "https://www.indeed.com/viewjob?jk={}",
    "https://www.usajobs.gov/job/{}",
    "https://www.glassdoor.com/job-listing/director-JV_KO0.htm?jl={}",
    "https://www.ziprecruiter.com/c/Acme/Job/Director?jid={}",
    "https://boards.greenhouse.io/acme/jobs/{}",
    "https://www.acme.org/careers?gh_jid={}",
    "https://jobs.lever.co/acme/{}",
    "https://jobs.ashbyhq.com/acme/{}",
    "https://jobs.smartrecruiters.com/Acme/{}",
    "https://acme.wd5.myworkdayjobs.com/en-US/careers/job/Remote/Medical-Director_{}",
    "https://careers-acme.icims.com/jobs/{}/job?mode=job",
    "https://acme.taleo.net/careersection/2/jobdetail.ftl?lang=en&job={}",
    "https://sjobs.brassring.com/TGnewUI/Search/Home/Home?partnerid=25678&siteid=5280#jobDetails={}_5280",
    "https://acme.org/careers#/jobs/{}",
    "https://acme.org/careers#!/{}",
    *(f"https://jobs.acme.org/apply?{key}={{}}" for key in JOB_KEYS),
]
NOISE = [
    ("utm_source", "news letter"),
    ("UTM_Campaign", "a&b"),
    ("gclid", "x1"),
    ("fbclid", "x2"),
    ("mc_eid", "x3"),
    ("igshid", "x4"),
    ("trk", "x5"),
    ("gh_src", "x6"),
]


def refusal(text: str) -> str:
    """Return why a link is refused."""
    with pytest.raises(LinkRefused) as caught:
        normalize_link(text)
    return str(caught.value)


def link_or_none(text: str) -> Link | None:
    try:
        return normalize_link(text)
    except LinkRefused:
        return None


def test_no_key_that_names_a_job_is_taken_for_tracking() -> None:
    domains = {*KNOWN_BOARDS, "greenhouse.io", "lever.co", "example.org"}
    for key in (name.lower() for name in JOB_KEYS):
        for domain in domains:
            assert not is_tracking(key, domain), (key, domain)
            assert not is_source(key, domain), (key, domain)
            assert not is_affiliate(key, domain), (key, domain)


TAILS = st.text(st.sampled_from("aZ0/.%2eE5f?&=;#!~+:@,*()'\"<>[]{}|^`$ é\u0301漢\u00a0\u200b"), max_size=40)
PARTS = [
    "utm_source=x",
    "a=1",
    "b",
    ";jsessionid=1",
    "/..",
    "/%2e",
    "?",
    "#",
    "#/",
    "&",
    ":~:",
    "trk",
    "%3F",
    "%23",
    "%26",
]
RESTS = TAILS | st.lists(st.sampled_from(PARTS), max_size=10).map("".join)
HOSTS = st.sampled_from(["example.org", "WWW.Example.co.uk", "münchen.de", "ann.github.io", "www.linkedin.com:443"])


@many
@given(HOSTS, RESTS)
def test_normalizing_twice_changes_nothing(host: str, rest: str) -> None:
    link = link_or_none(f"https://{host}/{rest}")
    assume(link is not None)
    assert link is not None
    assert normalize_link(link.url) == link


@many
@given(HOSTS, RESTS)
def test_what_is_accepted_is_plain_ascii_on_a_public_host(host: str, rest: str) -> None:
    link = link_or_none(f"https://{host}/{rest}")
    assume(link is not None)
    assert link is not None
    seen = urlsplit(link.url)
    assert (seen.scheme, seen.hostname, seen.netloc) == ("https", link.host, link.host)
    assert f".{link.host}".endswith(f".{link.registrable_domain}")
    assert link.url.isascii()
    assert not set(link.url) & set(' <>"\\`\n')
    assert not any(map(is_unseen, unquote(link.url)))
    assert len(link.url) <= LONGEST


@many
@given(st.text(max_size=60), st.sampled_from(["", "https://", "HTTPS://example.org/", "https://xn--", "<https://"]))
def test_no_text_breaks_it(text: str, beginning: str) -> None:
    link_or_none(beginning + text)


VALUES = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "Mn")), max_size=12)
PAIRS = st.lists(st.tuples(st.sampled_from([*JOB_KEYS, "q", "Ort", "späte"]), VALUES), max_size=6)


@many
@given(PAIRS, st.lists(st.sampled_from(NOISE[:-1]), max_size=4))
def test_every_pair_that_is_no_tracking_stays(pairs: list[tuple[str, str]], noise: list[tuple[str, str]]) -> None:
    url = normalize_link(f"https://example.org/?{urlencode([*noise, *pairs])}").url
    kept = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    assert kept == sorted(kept, key=lambda pair: quote(pair[0]))
    by_key = {key: [value for name, value in pairs if name == key] for key, _ in pairs}
    assert {key: [value for name, value in kept if name == key] for key, _ in kept} == by_key


JOB_IDS = st.text(st.sampled_from("abAB019-_+/&=#%~.;é"), min_size=1, max_size=8).map(lambda text: f"r{text}")


def with_noise(url: str, noise: list[tuple[str, str]]) -> str:
    """Return the URL with more query keys, before its fragment."""
    base, mark, fragment = url.partition("#")
    joiner = "&" if "?" in base else "?"
    return base + (f"{joiner}{urlencode(noise)}" if noise else "") + mark + fragment


@many
@given(st.sampled_from(JOB_FORMS), JOB_IDS, JOB_IDS, st.lists(st.sampled_from(NOISE), max_size=3))
@example(form="https://acme.org/careers#/jobs/{}", one="r0", other="r0&", noise=[])
def test_two_job_ids_are_never_merged(form: str, one: str, other: str, noise: list[tuple[str, str]]) -> None:
    assume(one != other)
    first = normalize_link(form.format(quote(one, safe="")))
    second = normalize_link(with_noise(form.format(quote(other, safe="")), noise))
    assert first.key != second.key
    assert first.url != second.url


@many
@given(st.sampled_from(JOB_FORMS), JOB_IDS, st.lists(st.sampled_from(NOISE), max_size=5))
def test_noise_around_a_job_id_is_no_other_job(form: str, job_id: str, noise: list[tuple[str, str]]) -> None:
    url = form.format(quote(job_id, safe=""))
    assert normalize_link(with_noise(url, noise)).key == normalize_link(url).key


def in_full_width(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if char.isdigit() else char for char in text)


IPV4_FORMS: list[Callable[[int], str]] = [
    lambda number: str(ipaddress.IPv4Address(number)),
    str,
    hex,
    lambda number: f"0{number:o}",
    lambda number: ".".join(hex(part) for part in number.to_bytes(4)),
    lambda number: ".".join(f"0{part:o}" for part in number.to_bytes(4)),
    lambda number: f"{number >> 24}.{number & 0xFFFFFF}",
    lambda number: f"{ipaddress.IPv4Address(number)}.",
    lambda number: str(ipaddress.IPv4Address(number)).replace(".", "。"),
    lambda number: in_full_width(str(ipaddress.IPv4Address(number))),
]

IP_HOSTS = st.builds(
    lambda form, number: form(number), st.sampled_from(IPV4_FORMS), st.integers(0, 2**32 - 1)
) | st.builds(lambda number: f"[{ipaddress.IPv6Address(number)}]", st.integers(0, 2**128 - 1))
LABELS = st.text(st.sampled_from("abcxyz019"), min_size=1, max_size=8)
PRIVATE_HOSTS = st.builds(
    lambda label, ending: f"{label}.{ending}" if ending else label,
    LABELS.filter(lambda label: not label.isdigit()),
    st.sampled_from(["", "localhost", "LOCAL", "internal", "onion", "test", "invalid", "lan", "corp", "in-addr.arpa"]),
)
LATIN_TWINS = {
    "a": "аɑα",
    "c": "сϲ",
    "d": "ԁ",
    "e": "е",
    "i": "іıι",
    "j": "ј",
    "l": "ӏ",
    "o": "оοօ",
    "s": "ѕ",
    "u": "ս",
}


@st.composite
def homographs(draw: DrawFn) -> str:
    """Draw a board's host with some letters of its name exchanged for twins, as typed or in punycode."""
    name, _, ending = draw(st.sampled_from(sorted(KNOWN_BOARDS))).partition(".")
    places = [place for place, char in enumerate(name) if char in LATIN_TWINS]
    changed = draw(st.sets(st.sampled_from(places), min_size=1))
    letters = [draw(st.sampled_from(LATIN_TWINS[char])) if at in changed else char for at, char in enumerate(name)]
    label = "".join(letters)
    if draw(st.booleans()):
        label = f"xn--{label.encode('punycode').decode()}"
    return f"{label}.{ending}"


@st.composite
def disguised(draw: DrawFn) -> str:
    """Draw an honest host with something before, in or after it that has no business there."""
    host = draw(st.sampled_from(["example.org", "www.linkedin.com"]))
    match draw(st.sampled_from(["credentials", "port", "unseen", "percent", "backslash"])):
        case "credentials":
            return f"{draw(LABELS)}{draw(st.sampled_from(['', ':', ':hush']))}@{host}"
        case "port":
            return f"{host}:{draw(st.integers(0, 99_999).filter(lambda port: port != 443))}"
        case "percent":
            return f"{host[:3]}%{ord(host[3]):x}{host[4:]}"
        case "backslash":
            return f"{host}\\.{draw(LABELS)}"
        case _:
            at = draw(st.integers(1, len(host) - 1))
            return (
                host[:at]
                + draw(st.sampled_from("\x00\t\n\x7f\u00ad\u200b\u200d\u202e\u2060\ufeff\ufe0f\u3164"))
                + host[at:]
            )


@many
@given(
    IP_HOSTS | PRIVATE_HOSTS | homographs() | disguised(), st.sampled_from(["", "/", "/jobs/1?id=2", "?id=2", "#/1"])
)
def test_no_forbidden_host_gets_through(host: str, rest: str) -> None:
    refusal(f"https://{host}{rest}")


@many
@given(
    st.sampled_from(sorted(board for board in KNOWN_BOARDS if len(board.partition(".")[0]) >= 6)),
    st.sampled_from(["drop", "double", "swap", "replace"]),
    st.data(),
)
def test_a_slip_of_one_letter_looks_like_the_board(board: str, slip: str, data: st.DataObject) -> None:
    name, _, ending = board.partition(".")
    at = data.draw(st.integers(0, len(name) - 2))
    typed = {
        "drop": name[:at] + name[at + 1 :],
        "double": name[: at + 1] + name[at:],
        "swap": name[:at] + name[at + 1] + name[at] + name[at + 2 :],
        "replace": name[:at] + data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789")) + name[at + 1 :],
    }[slip]
    assume(typed != name)
    looks_like = normalize_link(f"https://{typed}.{ending}/").looks_like
    assert looks_like is not None
    assert looks_like.partition(".")[0] == name
