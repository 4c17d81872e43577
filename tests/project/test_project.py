"""What is promised about the project itself stays true."""

import json
import re
from pathlib import Path

import pytest

from bot import __version__
from bot.config import Settings
from bot.kit.ui.channels import WANTED
from bot.knowledge.schema import schemas

ROOT = Path(__file__).parents[2]


def test_the_example_environment_equals_the_settings() -> None:
    text = (ROOT / ".env.example").read_text()
    listed = re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", text, flags=re.MULTILINE)
    assert [name.lower() for name, _ in listed] == list(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"# {field.description}" in text, name


def test_the_manual_lists_every_setting() -> None:
    manual = (ROOT / "docs" / "operating.md").read_text()
    for name in Settings.model_fields:
        assert f"`{name.upper()}`" in manual, name


def test_the_changelog_knows_the_version() -> None:
    assert f"## [{__version__}]" in (ROOT / "CHANGELOG.md").read_text()


def test_the_published_schema_is_the_models() -> None:
    folder = ROOT / "docs" / "schema"
    for name, schema in schemas().items():
        assert json.loads((folder / name).read_text()) == schema, f"run `make schema`: {name} is old"


def test_the_lock_files_have_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-demo.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text, name
        assert "--index" not in text, name
        pins = re.findall(r"^([a-z0-9_.\[\]-]+)==", text, flags=re.MULTILINE | re.IGNORECASE)
        assert len(pins) > 10, name
        assert text.count("--hash=sha256:") >= len(pins), name


def test_files_and_functions_stay_small() -> None:
    import ast

    for path in [*(ROOT / "bot").rglob("*.py"), *(ROOT / "cogs").rglob("*.py")]:
        text = path.read_text()
        assert text.count("\n") <= 400, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                assert node.end_lineno - node.lineno < 50, f"{path}: {node.name}"


def test_the_invitation_asks_for_exactly_the_permissions_that_the_manual_names() -> None:
    manual = (ROOT / "docs" / "operating.md").read_text()
    assert f"scope=bot+applications.commands&permissions={WANTED.value}\n" in manual


def test_every_decision_is_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    for record in folder.glob("0*.md"):
        assert f"({record.name})" in index


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-demo.lock"])
def test_nothing_that_downloads_models_is_installed_with_the_bot(lock: str) -> None:
    installed = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), flags=re.MULTILINE))
    assert len(installed) > 20
    assert not installed & {"hf-xet", "huggingface-hub", "httpx2", "tokenizers", "wordllama"}
