from bot.knowledge.body import parse_body, table_rows


def test_sections_are_cut_at_second_level_headings_only() -> None:
    body = parse_body("## One\ntext\n\n```\n## not a heading\n```\n\n## Two\n### deeper\nmore\n", first_line=10)
    assert [(section.title, section.line) for section in body.sections] == [("One", 10), ("Two", 17)]
    one = body.section("One")
    assert one is not None
    assert "## not a heading" in one.markdown


def test_text_before_the_first_heading_is_kept_apart() -> None:
    assert [section.title for section in parse_body("lead\n\n## One\nx", 1).sections] == ["", "One"]


def test_sentences_keep_the_citation_that_follows_them() -> None:
    body = parse_body("## One\nFirst costs $5.[^a] Second has none. Third e.g. this.[^b][^c]\n", 1)
    assert [sentence.text for sentence in body.sentences()] == [
        "First costs $5.[^a]",
        "Second has none.",
        "Third e.g. this.[^b][^c]",
    ]


def test_templates_in_quotations_and_code_are_no_sentences() -> None:
    body = parse_body("## One\n> Dear colleague, 15 minutes?\n\n```\n20 lines\n```\n\nYes.\n", 1)
    assert [sentence.text for sentence in body.sentences()] == ["Yes."]


def test_citations_know_their_lines() -> None:
    assert parse_body("## One\na.[^x]\n\nb.[^y-1]\n", 5).citations == (("x", 6), ("y-1", 8))


def test_words_are_counted_without_citations() -> None:
    assert parse_body("## One two\nthree four.[^five]\n", 1).word_count == 4


def test_tables_give_their_rows() -> None:
    assert table_rows("| a | b |\n| --- | --- |\n| c | **d** |\n") == (("a", "b"), ("c", "**d**"))
