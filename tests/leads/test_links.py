"""Links of leads: one way to write each, and no hostile one gets through."""

import pytest

from bot.kit.errors import TollfreeError
from bot.leads.model.link_refusal import LinkRefused
from bot.leads.model.link_rules import KNOWN_BOARDS
from bot.leads.model.links import LONGEST, normalize_link


def names(text: str) -> list[str]:
    return text.split()


def refusal(text: str) -> str:
    """Return why a link is refused."""
    with pytest.raises(LinkRefused) as caught:
        normalize_link(text)
    return str(caught.value)


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


def test_a_refusal_is_an_expected_error() -> None:
    assert issubclass(LinkRefused, TollfreeError)
