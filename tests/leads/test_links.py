"""Links of leads: one way to write each, and no hostile one gets through."""

import ipaddress
from collections.abc import Callable
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from bot.kit.errors import TollfreeError
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


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("  https://Example.ORG  ", "https://example.org/"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("HTTPS://example.org:443/a", "https://example.org/a"),
        ("https://example.org:/a", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/a/./b/../c", "https://example.org/a/c"),
        ("https://example.org/a/%2e%2e/c", "https://example.org/c"),
        ("https://example.org/%7ea/caf%c3%a9", "https://example.org/~a/caf%C3%A9"),
        ("https://example.org/café", "https://example.org/caf%C3%A9"),
        ("https://example.org/a%2fb", "https://example.org/a%2Fb"),
        ("https://example.org/Jobs/AbC", "https://example.org/Jobs/AbC"),
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/"),
        ("https://example。org/", "https://example.org/"),
        ("https://ｅxample.org/", "https://example.org/"),
        ("https://example.org/?b=2&a=1&b=1", "https://example.org/?a=1&b=2&b=1"),
        ("https://example.org/?a=1&&utm_source=x&utm_medium=y", "https://example.org/?a=1"),
        ("https://example.org/?utm%5Fsource=x&%66bclid=y", "https://example.org/"),
        ("https://example.org/jobs?12345", "https://example.org/jobs?12345"),
        ("https://example.org/a;jsessionid=9F1/b?PHPSESSID=3", "https://example.org/a/b"),
        ("https://example.org/a#apply", "https://example.org/a"),
        ("https://example.org/a#:~:text=apply%20now", "https://example.org/a"),
        ("https://example.org/a#/jobs/12?utm_source=x", "https://example.org/a#/jobs/12"),
        ("https://example.org/a#!/twelve", "https://example.org/a#!/twelve"),
        ("https://example.org/a#job-12", "https://example.org/a#job-12"),
        ("https://www.linkedin.com/jobs/view/1/?trk=a&refId=b&eBP=c", "https://www.linkedin.com/jobs/view/1/"),
        ("https://www.indeed.com/viewjob?jk=1&tk=2&from=serp", "https://www.indeed.com/viewjob?jk=1"),
        ("https://www.usajobs.gov/job/1?ref=mail", "https://www.usajobs.gov/job/1"),
        ("https://example.org/?ref=12&from=x&position=3", "https://example.org/?from=x&position=3&ref=12"),
        ("https://acme.org/jobs?gh_jid=1&gh_src=ann", "https://acme.org/jobs?gh_jid=1&gh_src=ann"),
        ("https://www.amazon.jobs/en/jobs/1?tag=physician", "https://www.amazon.jobs/en/jobs/1?tag=physician"),
    ],
)
def test_a_link_is_written_in_one_way(typed: str, url: str) -> None:
    assert normalize_link(typed).url == url


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.example.org/jobs/1/", "https://example.org/jobs/1"),
        ("https://example.org/jobs/1?gh_src=ann", "https://example.org/jobs/1?gh_src=bob"),
        ("https://a.wd1.myworkdayjobs.com/x/1?source=LinkedIn", "https://a.wd1.myworkdayjobs.com/x/1"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1#top"),
    ],
)
def test_two_ways_to_the_same_job_have_one_key(one: str, other: str) -> None:
    assert normalize_link(one).key == normalize_link(other).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/?id=1&id=2", "https://example.org/?id=2&id=1"),
        ("https://example.org/?id=a%26b", "https://example.org/?id=a&b"),
        ("https://example.org/?id=a%2Bb", "https://example.org/?id=a+b"),
        ("https://example.org/jobs?12345", "https://example.org/jobs?12346"),
        ("https://example.org/jobs#12345", "https://example.org/jobs#12346"),
        ("https://example.org/jobs/a%2Fb", "https://example.org/jobs/a/b"),
        ("https://example.org/jobs/AB", "https://example.org/jobs/ab"),
        ("https://us.example.org/1", "https://uk.example.org/1"),
    ],
)
def test_links_that_may_differ_in_the_job_keep_two_keys(one: str, other: str) -> None:
    assert normalize_link(one).key != normalize_link(other).key


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("careers.example.co.uk", "example.co.uk"),
        ("www.usajobs.gov", "usajobs.gov"),
        ("acme.wd5.myworkdayjobs.com", "myworkdayjobs.com"),
        ("ann.github.io", "ann.github.io"),
        ("github.io", "github.io"),
        ("www.gov.uk", "www.gov.uk"),
        ("gov.uk", "gov.uk"),
        ("работа.рф", "xn--80aac6chp.xn--p1ai"),
    ],
)
def test_the_registrable_domain_comes_from_the_public_suffix_list(host: str, domain: str) -> None:
    assert normalize_link(f"https://{host}/").registrable_domain == domain


@pytest.mark.parametrize("typed", ["https://example.org/a b", "https://example.org/1\nhttps://example.org/2"])
def test_a_link_with_a_space_in_it_is_refused(typed: str) -> None:
    assert "a space" in refusal(typed)


@pytest.mark.parametrize(
    ("reason", "typed"),
    [
        ("Paste the whole link", "example.org/job [apply](https://example.org) https:example.org ftp://example.org <>"),
        ("Paste the whole link", "javascript:alert(1)//https://example.org httpſ://example.org"),
        ("not the address of a site", "https:///example.org https:// https://?example.org"),
        ("not encrypted", "http://example.org HTTP://example.org"),
        ("invisible", "https://example.org/a\u200bb https://example.org/a%E2%80%AEb https://example.org/a%00"),
        ("invisible", "https://exa\u00admple.org/ https://example.org\ufeff/"),
        ("a backslash", "https://example.org\\@evil.net/ https:\\\\example.org"),
        ("user name or password", "https://linkedin.com@evil.net/ https://ann:hush@evil.net/ https://@evil.net"),
        ("a port", "https://example.org:8443/ https://example.org:٤٤٣/ https://example.org:0443/"),
        ("longer than 2,000", f"https://example.org/{'a' * LONGEST} https://example.org/{'é' * 500}"),
        ("“aff_id”", "https://example.org/?aff_id=3 https://example.org/?a=1&AFF_ID=3 https://example.org/?aff%5Fid"),
        ("“irclickid”", "https://example.org/?a=1;irclickid=3"),
        ("“affiliate”", "https://example.org/#/course?affiliate=ann"),
        ("“partnerid”", "https://example.org/?partnerid=3"),
        ("“tag”", "https://www.amazon.com/dp/1?tag=ann-20"),
    ],
)
def test_a_refused_link_is_told_why(reason: str, typed: str) -> None:
    for text in names(typed):
        assert reason in refusal(text), text


def test_an_empty_link_is_refused() -> None:
    assert "Paste the whole link" in refusal("  ")


@pytest.mark.parametrize(
    ("reason", "hosts"),
    [
        ("a number", "192.168.0.1 [::1] 2130706433 0x7f000001 0177.0.0.1 127.1 1.2.3.4. ①②⑦.0.0.1 127。0。0。1"),
        ("private network", "localhost localhost. printer.local jobs.internal abc.onion intranet com 9.0.in-addr.arpa"),
        ("private network", "example.nosuchending"),
        ("not the address of a site", "exa%6dple.org exa_mple.org example..org -.org xn--a.com example.org／a"),
        ("not the address of a site", f"{'a' * 64}.org {'a.' * 200}org"),
        ("mixes alphabets", "lіnkedin.com аррӏе.com lınkedin.com ɡoogle.com 日本abc.jp"),
        ("mixes alphabets", "xn--lnkedin-8kg.com XN--80ak6aa92e.com"),
    ],
)
def test_a_refused_host_is_told_why(reason: str, hosts: str) -> None:
    for host in names(hosts):
        assert reason in refusal(f"https://{host}/"), host


@pytest.mark.parametrize(
    "host", names("münchen.de søren.dk łódź.pl straße.de работа.рф 日本語.jp ひらがな漢字.jp 한국.kr")
)
def test_a_name_in_one_script_is_accepted(host: str) -> None:
    assert normalize_link(f"https://{host}/").looks_like is None


@pytest.mark.parametrize(
    ("board", "hosts"),
    [
        ("linkedin.com", "linkedln.com 1inkedin.com llnkedln.com linkedin.co línkedin.com linkedin.com.evil.net"),
        ("linkedin.com", "linkedin-jobs.net mylinkedinjobs.net linkedin.github.io"),
        ("usajobs.gov", "usajobs.gov-apply.org usajob.gov usaj0bs.com"),
        ("indeed.com", "indeeed.com careers-indeed.com indeed.net"),
        ("smartrecruiters.com", "srnartrecruiters.com"),
        ("icims.com", "icims.net"),
    ],
)
def test_a_name_that_resembles_a_board_is_marked(board: str, hosts: str) -> None:
    for host in names(hosts):
        assert normalize_link(f"https://{host}/").looks_like == board, host


HONEST = names(
    "uk.linkedin.com careers-acme.icims.com acme.wd5.myworkdayjobs.com jobs.lever.co boards.greenhouse.io monster.com "
    "jobs.mayoclinic.org careers.unitedhealthgroup.com federalgovernmentjobs.us needed.org index.com "
    "jobs.sciencecareers.org"
)


@pytest.mark.parametrize("host", [*sorted(KNOWN_BOARDS), *HONEST])
def test_boards_themselves_and_honest_names_are_not_marked(host: str) -> None:
    assert normalize_link(f"https://{host}/").looks_like is None


def test_no_key_that_names_a_job_is_taken_for_tracking() -> None:
    domains = {*KNOWN_BOARDS, "greenhouse.io", "lever.co", "example.org"}
    for key in (name.lower() for name in JOB_KEYS):
        for domain in domains:
            assert not is_tracking(key, domain), (key, domain)
            assert not is_source(key, domain), (key, domain)
            assert not is_affiliate(key, domain), (key, domain)


def test_a_refusal_is_an_expected_error() -> None:
    assert issubclass(LinkRefused, TollfreeError)


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
