"""The counties with invented townships and units: real county names only, so that no real school is shown."""

import csv
from dataclasses import dataclass
from functools import cache
from random import Random

from etl.paths import REFERENCE
from etl.sample.model import Unit


@dataclass(frozen=True)
class County:
    """Shares are of the prefecture's places; `nations` weighs Han, Uyghur, Mongolian and Hui names."""

    code: str
    name: str
    short: str
    share: int
    towns: tuple[str, ...]
    streets: tuple[str, ...]
    nations: tuple[int, int, int, int]


# share of places, towns, streets, weights of Han, Uyghur, Mongolian and Hui names
_SIZES = {
    "652801": (40, 9, 4, (60, 28, 4, 8)),
    "652822": (32, 8, 0, (28, 68, 1, 3)),
    "652823": (24, 6, 0, (40, 54, 2, 4)),
    "652824": (16, 5, 0, (48, 46, 1, 5)),
    "652825": (27, 8, 0, (24, 72, 1, 3)),
    "652826": (27, 6, 0, (40, 24, 8, 28)),
    "652827": (37, 9, 0, (42, 24, 28, 6)),
    "652828": (21, 5, 0, (44, 22, 22, 12)),
    "652829": (16, 4, 0, (46, 20, 28, 6)),
}
SERIES_SHARE = {"KG": 14, "SCH": 40, "MED": 30, "AGR": 16}

_PLANTS = "红柳 胡杨 沙枣 白杨 芦苇 甘草 石榴 杏花 雪莲 苜蓿 香梨 棉桃 麦香 葡萄 榆树".split()
_LANDS = "湾 滩 梁 渡 泉".split()
_STREETS = "东环 南苑 西园 北辰".split()
_VILLAGES = "上 下 东 西 南 北 新 前".split()


@cache
def counties() -> tuple[County, ...]:
    """Read the nine in administrative order."""
    with (REFERENCE / "counties.csv").open(encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    found, used = [], 0
    for line in lines:
        share, towns, streets, nations = _SIZES[line["code"]]
        names = tuple(_town(used + offset) for offset in range(towns))
        street_names = tuple(f"{name}街道" for name in _STREETS[:streets])
        short = line["variants"].split("|")[-1] if "自治" not in line["name"] else "焉耆县"
        found.append(County(line["code"], line["name"], short, share, names, street_names, nations))
        used += towns
    return tuple(found)


def county_of(code: str) -> County:
    """Find a county by its code."""
    return next(county for county in counties() if county.code == code)


@cache
def series_names() -> dict[str, str]:
    """Map the codes of the four series to their names."""
    with (REFERENCE / "series.csv").open(encoding="utf-8") as file:
        return {line["code"]: line["name"] for line in csv.DictReader(file)}


def _town(number: int) -> str:
    plant, land = _PLANTS[number % len(_PLANTS)], _LANDS[number // len(_PLANTS) % len(_LANDS)]
    return f"{plant}{land}{'镇' if number % 5 in (0, 3) else '乡'}"


def split(total: int, shares: dict[tuple[str, str], float]) -> dict[tuple[str, str], int]:
    """Share out whole places by largest remainder, so that they add up to the total."""
    whole = sum(shares.values())
    exact = {cell: total * share / whole for cell, share in shares.items()}
    given = {cell: int(value) for cell, value in exact.items()}
    by_rest = sorted(exact, key=lambda cell: (given[cell] - exact[cell], cell))
    for cell in by_rest[: total - sum(given.values())]:
        given[cell] += 1
    return given


def allotment(rng: Random, total: int) -> dict[tuple[str, str], int]:
    """Draw one season's places per county and series code; habits of years vary them a little."""
    shares = {
        (county.code, series): county.share * share * rng.lognormvariate(0, 0.12)
        for county in counties()
        for series, share in SERIES_SHARE.items()
    }
    return split(total, shares)


def draw_unit(rng: Random, county: County, series: str) -> Unit:
    """Draw a unit within the notice's scope (clause 一)."""
    if county.streets and rng.random() < 0.25:
        street = rng.choice(county.streets)
        town, (name, kind) = street, _STREET_UNITS[series]
        return Unit(county.code, town, name.format(town=street.removesuffix("街道")), kind)
    town = rng.choice(county.towns)
    name, kind = rng.choices(_TOWN_UNITS[series], weights=_TOWN_WEIGHTS[series])[0]
    village = rng.choice(_VILLAGES)
    return Unit(county.code, town, name.format(town=town, village=village), kind)


def draw_outside_unit(rng: Random, county: County, series: str) -> Unit:
    """Draw a unit that the notice does not name: the application is a breach of clause 一."""
    name, kind = rng.choice(_OUTSIDE_UNITS[series])
    return Unit(county.code, "县直", name.format(county=county.short), kind)


_STREET_UNITS = {
    "KG": ("{town}街道中心幼儿园", "乡镇幼儿园"),
    "SCH": ("{town}街道学校", "涉农街道学校"),
    "MED": ("{town}社区卫生服务中心", "社区卫生服务中心"),
    "AGR": ("{town}街道农业服务中心", "涉农街道事业单位"),
}
_TOWN_UNITS = {
    "KG": (("{town}中心幼儿园", "乡镇幼儿园"), ("{town}{village}村幼儿园", "村幼儿园")),
    "SCH": (
        ("{town}中心学校", "乡镇学校"),
        ("{town}初级中学", "乡镇学校"),
        ("{town}{village}村小学", "村小学(教学点)"),
    ),
    "MED": (("{town}卫生院", "乡镇卫生院"), ("{town}{village}村卫生室", "村卫生室")),
    "AGR": (("{town}农业发展服务中心", "乡镇事业单位"), ("{town}畜牧兽医站", "乡镇事业单位")),
}
_TOWN_WEIGHTS = {"KG": (7, 3), "SCH": (5, 3, 2), "MED": (8, 2), "AGR": (5, 5)}
_OUTSIDE_UNITS = {
    "KG": (("{county}小太阳民办幼儿园", "民办幼儿园"),),
    "SCH": (("{county}第二中学(县直)", "县直学校"),),
    "MED": (("{county}县级综合医院", "县级医院"),),
    "AGR": (("{county}农技推广总站", "县直事业单位"),),
}
