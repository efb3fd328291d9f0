"""The bundled fonts are what they should be; an office's own come first and change nothing else."""

import hashlib
import tomllib
from ctypes import create_string_buffer

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

from dashboard.reports import typefaces as faces
from dashboard.reports.fonts import make_fonts
from dashboard.reports.paper import Paragraph
from dashboard.reports.pdf import pdf
from etl.errors import UserError
from etl.paths import DataFolder
from tests.reports.pages import paper, table, text

SOURCES = tomllib.loads(make_fonts.SOURCES.read_text("utf-8"))["font"]
LARGEST = 14_000_000
MADE = 3_600_000_000  # seconds since 1904
SIGNS = "·—−–‰％①②⑳〔〕【】《》“”‘’…、。，；：？！（）〓〇×÷±≥≤≠≈Σ℃№→↑↓ⅠⅡⅩ■□●○\u2009\u3000"


def font(path, name, letters, style="Regular"):
    """A font of square letters, under a name."""
    builder = FontBuilder(1000)
    builder.setupHead(unitsPerEm=1000, created=MADE, modified=MADE)
    builder.font.recalcTimestamp = False
    codes = {ord(letter): f"g{n}" for n, letter in enumerate(letters)}
    pen = TTGlyphPen(None)
    for n, point in enumerate([(100, 0), (100, 800), (900, 800), (900, 0)]):
        (pen.lineTo if n else pen.moveTo)(point)
    pen.closePath()
    square = pen.glyph()
    names = [".notdef", *codes.values()]
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap(codes)
    builder.setupGlyf(dict.fromkeys(names, square))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (1000, 0)))
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    names = {"familyName": name, "styleName": style, "psName": f"Test-{style}"}
    builder.setupNameTable({**names, "copyright": "nobody"})
    builder.setupOS2()
    builder.setupPost()
    path.parent.mkdir(parents=True, exist_ok=True)
    builder.save(path)


def families(content):
    """The names of the fonts that stand in a PDF."""
    found, raw = set(), pypdfium2.raw
    for page in pypdfium2.PdfDocument(content):
        for each in page.get_objects([raw.FPDF_PAGEOBJ_TEXT]):
            used = raw.FPDFTextObj_GetFont(each.raw)
            name = create_string_buffer(raw.FPDFFont_GetBaseFontName(used, None, 0))
            raw.FPDFFont_GetBaseFontName(used, name, len(name))
            found.add(name.value.decode().split("+")[-1])
    return found


@pytest.fixture
def data(tmp_path):
    return DataFolder(tmp_path / "data")


@pytest.mark.parametrize("wish", SOURCES, ids=lambda wish: wish["file"])
def test_each_bundled_font_is_the_one_that_was_cut_and_has_its_licence(wish):
    path = faces.BUNDLED / wish["file"]
    assert hashlib.sha256(path.read_bytes()).hexdigest() == wish["sha256"]
    licence = (faces.BUNDLED / f"OFL-{path.stem.split('-')[0]}.txt").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert wish["source_version"] in licence


def test_all_bundled_fonts_are_named_with_their_source_and_stay_small():
    files = sorted(faces.BUNDLED.glob("*.ttf"))
    assert {path.name for path in files} == {wish["file"] for wish in SOURCES}
    assert sum(path.stat().st_size for path in files) < LARGEST


@pytest.mark.parametrize("wish", SOURCES, ids=lambda wish: wish["file"])
def test_each_bundled_font_has_every_character_down_to_its_level(wish):
    known = TTFont(faces.BUNDLED / wish["file"]).getBestCmap()
    missing = make_fonts.wanted(wish["levels"], has_latin=wish["latin"]) - known.keys()
    han = [code for code in missing if make_fonts.is_han(code)]
    assert not han


def test_the_list_of_characters_has_the_sizes_of_its_three_levels():
    levels = make_fonts.levels()
    assert [len(level) for level in levels] == [3500, 3000, 1605]
    assert len(set("".join(levels))) == 8105
    assert all(sign in "".join(levels) for sign in "喆堃焉耆羌䶮𬱖")


@pytest.mark.parametrize("name", ["NotoSerifSC-Regular.ttf", "NotoSansSC-Medium.ttf"])
def test_body_and_headings_have_all_of_gb_2312_and_the_signs_of_papers(name):
    known = TTFont(faces.BUNDLED / name).getBestCmap()
    assert not {code for code in make_fonts.gb2312() if code not in known}
    assert not {sign for sign in SIGNS if ord(sign) not in known}


def test_no_bundled_font_bears_a_name_that_its_licence_reserves():
    for path in faces.BUNDLED.glob("*.ttf"):
        for record in TTFont(path)["name"].names:
            if record.nameID in make_fonts.NAMED:
                assert not {"lxgw", "霞鹜", "source"} & set(f"{record}".lower().split()), path.name
                assert "LXGW" not in f"{record}", path.name


def test_figures_are_half_as_wide_as_a_character_in_text_and_tables():
    for name in ("NotoSerifSC-Regular.ttf", "NotoSerifSC-Bold.ttf", "NotoSansSC-Medium.ttf"):
        made = TTFont(faces.BUNDLED / name)
        widths = {made["hmtx"][made.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}
        assert widths == {500}, name


def test_every_role_falls_back_to_every_bundled_font(data):
    chains = faces.typefaces(data).chains
    for role, chain in chains.items():
        assert set(chain) == {"Noto Serif SC", "Noto Sans SC", "Gongwen Kai"}, role
    assert chains["body"][0] == chains["title"][0] == "Noto Serif SC"
    assert (chains["strong"][0], chains["kai"][0]) == ("Noto Sans SC", "Gongwen Kai")


def test_an_own_font_comes_first_in_its_role_and_stands_in_the_pdf(data):
    font(data.root / "fonts" / "simfang.ttf", "仿宋_GB2312", "天地玄黄")
    own = faces.typefaces(data)
    assert own.chains["body"][:2] == ("仿宋_GB2312", "Noto Serif SC")
    assert own.chains["title"][0] == "Noto Serif SC"
    made = paper(Paragraph("天地玄黄宇宙"))
    assert "Test-Regular" in families(pdf(made, own)) - families(pdf(made))
    assert pdf(made, own) != pdf(made)


def test_an_own_font_without_a_role_lends_its_rare_characters(data):
    font(data.root / "fonts" / "deep" / "rare.ttf", "Rare Han", "𠮷")
    own = faces.typefaces(data)
    rows = [("轮台县", "王𠮷", 1)]
    (page,) = pypdfium2.PdfDocument(pdf(paper(table(rows)), own))
    assert "王𠮷" in page.get_textpage().get_text_bounded()
    assert "王〓" in text(pdf(paper(table(rows))))


def test_a_collection_of_fonts_is_read_whole(data, tmp_path):
    collection = TTCollection()
    for name, letter in (("First Han", "𠮷"), ("Second Han", "㐱")):
        font(tmp_path / f"{letter}.ttf", name, letter)
        collection.fonts.append(TTFont(tmp_path / f"{letter}.ttf"))
    (data.root / "fonts").mkdir(parents=True)
    collection.save(data.root / "fonts" / "both.ttc")
    own = faces.typefaces(data)
    assert {ord("𠮷"), ord("㐱")} <= own.covered
    assert "㐱" in text(pdf(paper(Paragraph("王㐱")), own))


def test_own_fonts_may_lie_elsewhere(data, tmp_path, monkeypatch):
    font(tmp_path / "elsewhere" / "hei.ttf", "SimHei", "甲")
    monkeypatch.setenv("BZ_FONTS", str(tmp_path / "elsewhere"))
    assert faces.typefaces(data).chains["strong"][0] == "SimHei"
    monkeypatch.setenv("BZ_FONTS", str(tmp_path / "nowhere"))
    with pytest.raises(UserError, match="nowhere"):
        faces.typefaces(data)


def test_a_font_that_has_come_or_changed_is_seen_without_a_new_start(data):
    before = faces.typefaces(data)
    assert ord("𠮷") not in before.covered
    font(data.root / "fonts" / "rare.ttf", "Rare Han", "𠮷")
    assert ord("𠮷") in faces.typefaces(data).covered


@pytest.mark.parametrize("content", [b"", b"no font at all", b"\x00\x01\x00\x00" + bytes(40)])
def test_a_broken_font_is_named_with_what_to_do(data, content):
    folder = data.root / "fonts"
    folder.mkdir(parents=True)
    (folder / "broken.ttf").write_bytes(content)
    with pytest.raises(UserError, match=r"broken\.ttf") as told:
        faces.typefaces(data)
    assert "移走" in told.value.cure


def test_hashes_name_every_font_and_tell_own_ones_apart(data):
    font(data.root / "fonts" / "hei.ttf", "SimHei", "甲")
    hashes = faces.typefaces(data).hashes()
    assert {name for name in hashes if name.startswith("own/")} == {"own/hei.ttf"}
    assert len(hashes) == len(SOURCES) + 1
    content = (data.root / "fonts" / "hei.ttf").read_bytes()
    assert hashes["own/hei.ttf"] == hashlib.sha256(content).hexdigest()


def test_cutting_a_font_twice_gives_the_same_bytes_and_only_what_is_wanted(tmp_path):
    font(tmp_path / "full.ttf", "Reserved Name", "一喆A0 ")
    wish = {"family": "Made Up", "source_family": "Reserved Name", "style": "Regular"}
    wish |= {"levels": 1, "latin": False}
    first = make_fonts.cut(tmp_path / "full.ttf", wish)
    assert first == make_fonts.cut(tmp_path / "full.ttf", wish)
    (tmp_path / "cut.ttf").write_bytes(first)
    made = TTFont(tmp_path / "cut.ttf")
    assert made["head"].modified == MADE
    assert set(made.getBestCmap()) == {ord("一"), ord(" "), make_fonts.THIN}
    assert made["hmtx"][made.getBestCmap()[make_fonts.THIN]][0] == 200
    names = {f"{each}" for each in made["name"].names}
    assert {"Made Up", "Made Up Regular", "MadeUp-Regular", "nobody"} <= names
    assert "Reserved Name" not in names


def test_another_source_than_the_named_one_is_refused(tmp_path):
    (tmp_path / SOURCES[0]["source_file"]).write_bytes(b"another")
    with pytest.raises(SystemExit, match=SOURCES[0]["source_file"]):
        make_fonts.found(tmp_path, SOURCES[0])
