"""Links by the table: one job however its address is written, wrappers, refusals, persons, and pasted text."""

from urllib.parse import quote

import pytest
from pydantic import ValidationError

from benchmarks.links.__main__ import faults, read_cases
from bot.leads.model.link_forms import Address, Form
from bot.leads.model.link_keys import holds_email
from bot.leads.model.link_refusal import LinkRefused
from bot.leads.model.link_table import Board, Table, shipped_table
from bot.leads.model.link_text import pasted_link, read_link
from bot.leads.model.links import normalize_link
from bot.leads.service.link_batch import read_links, read_pasted

POSTING = "https://careers.lakeside.org/positions/7781"
CASES = read_cases()


def refusal(text: str) -> str:
    with pytest.raises(LinkRefused) as caught:
        read_link(text)
    return str(caught.value)


def test_labeled_links_are_read_rightly() -> None:
    wrong = faults(CASES, list(read_links(case["text"] for case in CASES)))
    assert len(wrong) <= len(CASES) * 0.05, wrong


def test_no_link_of_the_labeled_ones_shows_an_e_mail_address() -> None:
    for case in CASES:
        assert not holds_email(read_pasted(case["text"]).url or ""), case["id"]


@pytest.mark.parametrize("case", [case for case in CASES if case["verdict"] == "accepted"], ids=lambda case: case["id"])
def test_a_link_that_was_read_is_read_the_same_again(case: dict[str, str]) -> None:
    link = read_link(case["text"])
    again = normalize_link(link.url)
    assert (again.url, again.key) == (link.url, link.key)


@pytest.mark.parametrize(
    "form",
    [
        "https://www.linkedin.com/jobs/view/medical-director-at-acme-4460735555?refId=x",
        "https://uk.linkedin.com/jobs/view/4460735555",
        "https://www.linkedin.com/comm/jobs/view/4460735555/?midToken=x&otpToken=y",
        "https://www.linkedin.com/jobs/collections/recommended/?currentJobId=4460735555",
        "https://www.linkedin.com/jobs/search/?currentJobId=4460735555&keywords=md",
    ],
)
def test_all_forms_of_a_posting_are_one_job_with_one_plain_address(form: str) -> None:
    link = normalize_link(form)
    assert link.is_job
    assert (link.key, link.url) == ("linkedin/4460735555", "https://www.linkedin.com/jobs/view/4460735555/")


def test_a_posting_on_the_employers_site_is_the_one_on_the_board() -> None:
    board = normalize_link("https://job-boards.greenhouse.io/acme/jobs/4012345006")
    site = normalize_link("https://www.acme.com/careers/open-roles?gh_jid=4012345006")
    assert board.key == site.key
    assert site.url == "https://www.acme.com/careers/open-roles?gh_jid=4012345006"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.wd1.myworkdayjobs.com/X/job/P/T_R-104512", "https://a.wd1.myworkdayjobs.com/X/job/P/T_R-104513"),
        ("https://a.wd1.myworkdayjobs.com/X/job/P/T_R-104512", "https://b.wd1.myworkdayjobs.com/X/job/P/T_R-104512"),
        ("https://one.bamboohr.com/careers/21", "https://two.bamboohr.com/careers/21"),
        ("https://acme.org/careers/jobs/123456?opening=1", "https://acme.org/careers/jobs/123456?opening=2"),
        (
            "https://acme.taleo.net/careersection/2/jobdetail.ftl?job=A1",
            "https://acme.taleo.net/careersection/2/jobdetail.ftl?job=A2",
        ),
    ],
)
def test_two_jobs_are_never_one(one: str, other: str) -> None:
    assert normalize_link(one).key != normalize_link(other).key


def test_the_language_of_a_page_makes_no_other_job_and_stays_in_its_address() -> None:
    link = normalize_link(f"{POSTING}?lang=es")
    assert link.url == f"{POSTING}?lang=es"
    assert link.key == normalize_link(POSTING).key


@pytest.mark.parametrize(
    "query",
    [
        "email=jane.doe%40gmail.com",
        "e=jane.doe%2540gmail.com",
        "x=amFuZS5kb2VAZ21haWwuY29t",
        "candidateId=881923",
        "applicant_id=77",
        "jane@clinic.org",
    ],
)
def test_what_names_a_person_never_stays(query: str) -> None:
    assert normalize_link(f"{POSTING}?{query}").url == POSTING


@pytest.mark.parametrize(
    "text",
    [
        "https://careers.lakeside.org/apply/jane.doe@gmail.com/7782",
        "https://careers.lakeside.org/apply#/for/jane.doe%40gmail.com/1",
        "https://careers.lakeside.org/candidates/881923/status",
    ],
)
def test_a_page_of_one_person_is_refused(text: str) -> None:
    assert "posting’s own address" in refusal(text)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("short link", "https://bit.ly/3xYzAbC"),
        ("search results", "https://www.google.com/search?q=medical+director"),
        ("signed in", "https://mail.google.com/mail/u/0/#inbox/1"),
        ("draft", "https://acme.org/?p=12&preview=true"),
        ("advertiser", "https://www.indeed.com/pagead/clk?mo=r&ad=1"),
        ("affiliate", "https://www.awin1.com/cread.php?awinmid=1"),
        ("“via”", "https://www.exitcourse.com/?via=drjane"),
        ("mail filter", "https://protect-us.mimecast.com/s/AbCd?domain=acme.org"),
        ("sent to you", "https://us11.list-manage.com/track/click?u=1&id=2"),
        ("e-mail address, not a link", "mailto:recruiter@acme.org"),
        ("no link", "ask me about the job at Acme"),
        ("cut off", "https://www.linkedin.com/jobs/view/44607…"),
        ("two links", f"{POSTING} https://careers.lakeside.org/positions/9001"),
    ],
)
def test_a_refusal_says_why_and_what_to_do(reason: str, text: str) -> None:
    assert reason in refusal(text)


def test_sources_by_name_go_and_a_number_of_that_key_stays() -> None:
    assert normalize_link(f"{POSTING}?ref=linkedin&source=Indeed").url == POSTING
    assert normalize_link(f"{POSTING}?ref=A-77").url == f"{POSTING}?ref=A-77"


@pytest.mark.parametrize(
    "text",
    [
        f"<{POSTING}>",
        f"see ({POSTING}).",
        f"**[Medical director]({POSTING})**, remote",
        f"[{POSTING}]({POSTING})",
        f"`{POSTING}` is open",
        f"“{POSTING}”",
        f"||{POSTING}||",
    ],
)
def test_pasted_text_is_cleaned(text: str) -> None:
    link = read_link(text)
    assert (link.url, link.is_one_of_several) == (POSTING, False)


def test_of_two_links_the_job_is_taken_and_that_is_said() -> None:
    text = f"My newsletter https://drjane.substack.com/p/9 has this: {POSTING} (remote)"
    link = read_link(text)
    assert link.url == POSTING
    assert link.is_one_of_several
    assert pasted_link(text) == POSTING


def test_capitals_count_in_an_id_but_not_in_an_employers_name_nor_in_a_uuid() -> None:
    uuid = "9f1c0d3e-7a52-4b8e-9c11-2f6d5e4a3b20"
    assert normalize_link(f"https://jobs.lever.co/Acme/{uuid.upper()}").url == f"https://jobs.lever.co/acme/{uuid}"
    upper, lower = (normalize_link(f"https://apply.workable.com/Acme/j/{id_}/") for id_ in ("A1B2C3D4E5", "a1b2c3d4e5"))
    assert upper.url == "https://apply.workable.com/acme/j/A1B2C3D4E5/"
    assert upper.key != lower.key


@pytest.mark.parametrize(
    ("form", "tail"),
    [
        ("jobs.Acme.com/{id}", "acme.com"),
        ("*.acme.com/{id}", "acme.com"),
        ("acme.com?job={id}", "acme.com"),
        ("intranet/{id}", None),
        ("**?job={id}", None),
        ("{org}.com/{id}", None),
        ("acme.*/{id}", None),
    ],
)
def test_a_form_is_looked_up_by_two_names_of_its_host_where_they_are_told(form: str, tail: str | None) -> None:
    assert Form(form, {}).tail == tail


def test_a_link_wrapped_without_end_is_refused() -> None:
    text = POSTING
    for _ in range(7):
        text = f"https://www.google.com/url?q={quote(text, safe='')}"
    assert "wrapped" in refusal(text)


def test_a_wrapper_hides_no_bad_link() -> None:
    assert "not encrypted" in refusal("https://www.google.com/url?q=http%3A%2F%2Facme.org%2Fjob")
    assert "short link" in refusal("https://l.facebook.com/l.php?u=https%3A%2F%2Fbit.ly%2F3abc")


def test_a_form_names_parts_and_may_leave_out_what_is_in_brackets() -> None:
    form = Form("*.acme.com/[{lang}/]jobs/{id}?key={key}", {"id": r"\d+", "lang": "[a-z]{2}"})
    address = Address("careers.acme.com", "/en/jobs/12", {"key": "k"}, "")
    found = form.find(address)
    assert found is not None
    assert found.parts == {"lang": "en", "id": "12", "key": "k"}
    assert form.find(Address("acme.com", "/jobs/x", {"key": "k"}, "")) is None
    with pytest.raises(ValueError, match="cannot be read"):
        Form("acme.com/{id}", {"id": "("})


def test_a_board_that_cannot_fill_in_its_job_is_refused() -> None:
    with pytest.raises(ValidationError, match="does not name id"):
        Board(name="x", job="x/{id}", forms=("x.com/jobs",))
    with pytest.raises(ValidationError, match="needs a `url`"):
        Board(name="x", job="x/{id}", also=("x.com/{id}",))
    with pytest.raises(ValidationError):
        Table.model_validate({"boards": []})


def test_the_shipped_table_is_read_once() -> None:
    assert shipped_table() is shipped_table()


def test_a_numbered_job_is_one_however_it_is_named_unless_a_key_tells_another() -> None:
    plain, named, other = (
        read_link(f"https://careers.lakeside.org/jobs/778123{end}") for end in ("", "/reviewer", "?req=991")
    )
    assert plain.key == named.key
    assert other.key != plain.key, "the number is not all that tells which job it is"


@pytest.mark.parametrize("text", ["<https://jobs.lakeside.org/view/12", "https://jobs.lakeside.org/view/12>"])
def test_a_bracket_on_one_side_takes_no_letter_of_the_link_with_it(text: str) -> None:
    assert read_link(text).url == "https://jobs.lakeside.org/view/12"


def test_a_link_alone_with_half_a_pair_of_brackets_is_refused_and_not_cut() -> None:
    with pytest.raises(LinkRefused):
        normalize_link("<https://jobs.lakeside.org/view/12")
