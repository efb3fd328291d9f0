"""Documentation is tested: what it names exists, and what exists is named."""

import re

import pytest

from etl.options import parser
from etl.paths import ROOT

DOCS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "data" / "README.md",
    *ROOT.glob("docs/*.md"),
]
COMMANDS = set(parser()._subparsers._group_actions[0].choices)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_command_in_a_document_exists(path):
    named = set(re.findall(r"python3? -m etl ([a-z]+)", path.read_text("utf-8")))
    assert named <= COMMANDS


def test_every_command_is_documented():
    told = "".join(path.read_text("utf-8") for path in DOCS)
    missing = {name for name in COMMANDS if f"etl {name}" not in told}
    assert not missing


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_and_named_file_exists(path):
    text = path.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:]+?)\)", text):
        assert (path.parent / target).exists(), target
    for target in re.findall(r"`((?:etl|dashboard|tests|docs|data/reference)/[\w./-]+\w)`", text):
        if "*" not in target and "<" not in target:
            assert (ROOT / target).exists(), target


def test_the_flow_and_the_first_two_commands_lead_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    commands = re.findall(r"```\n(.+?)\n```", text)
    assert commands[:2] == ["python3 run.py", "python3 run.py test"]


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_no_document_names_a_path_of_a_machine(path):
    assert not re.search(r"(?<![\w.])/(?:home|root|work|tmp|Users)/", path.read_text("utf-8"))
