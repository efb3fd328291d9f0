"""The settings: one file that people edit, Streamlit's own copy of it, and the colours."""

import itertools
import tomllib

import pytest
from streamlit import config

from dashboard import settings
from etl.errors import UserError
from etl.paths import ROOT

TABLE = tomllib.loads(settings.FILE.read_text("utf-8"))
BOOTSTRAP = ROOT / "dashboard" / ".streamlit" / "config.toml"
TEXT = (
    "textColor",
    "linkColor",
    "dataframeHeaderTextColor",
    *(f"{name}TextColor" for name in ("red", "orange", "yellow", "blue", "gray")),
)
GROUNDS = ("backgroundColor", "secondaryBackgroundColor")


@pytest.fixture
def options(monkeypatch):
    """Streamlit's options, put back afterwards."""
    monkeypatch.setattr(config, "_config_options", None)
    return config.get_config_options()


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_every_key_is_an_option_that_streamlit_knows_and_has_not_retired():
    known = config.get_config_options()
    for key in settings.read():
        assert not known[key].deprecated, key


def test_what_streamlit_run_reads_first_equals_the_file_that_people_edit():
    first = dict(settings.flatten(tomllib.loads(BOOTSTRAP.read_text("utf-8"))))
    ours = settings.read()
    assert first == {key: ours[key] for key in first}
    assert set(first) == {
        "server.address",
        "server.port",
        "server.headless",
        "browser.gatherUsageStats",
    }


def test_it_listens_on_this_machine_only_and_tells_nobody():
    ours = settings.read()
    assert ours["server.address"] == "127.0.0.1"
    assert ours["browser.gatherUsageStats"] is False
    assert ours["client.showErrorDetails"] == "none"
    assert ours["browser.serverAddress"] in ours["server.allowedHosts"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_theme_has_exactly_ten_different_chart_colours(theme):
    colours = TABLE["theme"][theme]["chartCategoricalColors"]
    assert len(set(colours)) == len(colours) == 10


@pytest.mark.parametrize(
    ("theme", "name", "ground"),
    list(itertools.product(("light", "dark"), TEXT, GROUNDS)),
)
def test_text_reads_on_both_grounds(theme, name, ground):
    tokens = TABLE["theme"][theme]
    assert contrast(tokens[name], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_chart_colours_stand_out_from_the_page(theme):
    tokens = TABLE["theme"][theme]
    for colour in tokens["chartCategoricalColors"]:
        assert contrast(colour, tokens["backgroundColor"]) >= 3, colour


def test_both_themes_define_the_same_tokens():
    assert TABLE["theme"]["light"].keys() == TABLE["theme"]["dark"].keys()


def test_the_file_wins_over_a_personal_streamlit_configuration(options):
    options["server.port"].set_value(9999, "~/.streamlit/config.toml")
    settings.apply()
    assert config.get_option("server.port") == 8501


def test_a_flag_wins_over_the_file(options):
    options["server.port"].set_value(9999, "command-line argument or environment variable")
    settings.apply()
    assert config.get_option("server.port") == 9999


def test_the_environment_wins_over_the_file(options, monkeypatch):
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8777")
    monkeypatch.setenv("STREAMLIT_SERVER_HEADLESS", "false")
    monkeypatch.setenv("STREAMLIT_SERVER_ALLOWED_HOSTS", "a.example b.example")
    settings.apply()
    assert options["server.port"].value == 8777
    assert options["server.headless"].value is False
    assert options["server.allowedHosts"].value == ["a.example", "b.example"]


@pytest.mark.parametrize(
    ("name", "text", "kind"), [("PORT", "abc", "数字"), ("HEADLESS", "yes", " true 或 false")]
)
def test_an_unreadable_variable_is_refused_by_name(name, text, kind, monkeypatch):
    monkeypatch.setenv(f"STREAMLIT_SERVER_{name}", text)
    with pytest.raises(UserError, match=f"STREAMLIT_SERVER_{name}：“{text}”应为{kind}"):
        settings.from_environment()


@pytest.mark.parametrize(
    ("text", "told"),
    [("[server]\nprot = 1\n", "不认识的设置 server.prot"), ("[server\n", "不合 TOML 写法")],
)
def test_a_mistake_in_the_file_is_told(text, told, tmp_path):
    file = tmp_path / "streamlit_config.toml"
    file.write_text(text, "utf-8")
    with pytest.raises(UserError, match=f"streamlit_config.toml：{told}"):
        settings.read(file)
