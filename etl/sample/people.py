"""Invented people: names of four nations, identity numbers that fit together, telephone numbers."""

from datetime import date, timedelta
from random import Random

from etl.sample.model import Person

# Area codes 652890–652899 belong to no division and 160–162 to no network: the numbers can be nobody's.
_AREAS = [f"6528{number}" for number in range(90, 100)]
_NETWORKS = ("160", "161", "162")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"

NATIONS = ("汉族", "维吾尔族", "蒙古族", "回族")
_HAN = "李 杨 许 何 吕 施 孔 曹 严 魏 姜 谢 邹 喻 苏 潘 葛 范 彭 郎 鲁 韦 昌 苗 凤 俞 任 袁 柳 龚".split()
_HUI = "马 海 丁 沙 妥 喇 纳 哈 撒 买".split()
_GIVEN = "晓 建 志 玉 春 秋 文 雅 立 国 丽 静 海 红 新 永 兰 梅 凯 宁 瑞 琴 锋 洁 平 军 燕 光 彩 霞".split()
_RARE = "李䶮"

_UYGHUR_MEN = """艾尔肯 玉素甫 吐尔洪 阿迪力 卡德尔 库尔班 依明 热合曼 木塔力甫 居马 沙吾提 艾山 买合木提
 帕尔哈提 地里夏提 阿不都外力 牙生 托合提 麦麦提明 亚力坤""".split()
_UYGHUR_WOMEN = """热依汗 帕提古丽 热孜万 玛依拉 米娜娃 祖丽皮亚 海力且木 茹仙古丽 阿孜古丽 迪丽努尔 吐逊阿依
 姑丽巴哈尔 塔吉古丽 佐热木 早热古丽 努尔曼古丽""".split()
_MONGOL_MEN = "道尔吉 那木加 才仁 加甫 蒙根 巴依尔 额尔登 策登 布音 桑杰 才布克 奥其尔".split()
_MONGOL_WOMEN = (
    "图雅 萨仁 敖登 其其格 乌云 巴达玛 娜尔丝 才吉玛 代力格 苏布达 红克尔 阿拉腾".split()
)


def check_digit(seventeen: str) -> str:
    """Compute the last character of an identity number (GB 11643)."""
    weighted = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECKS[weighted % 11]


class Crowd:
    """Hands out people: no number comes twice, and no name while there are others."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._names: set[str] = {_RARE}
        self._numbers: set[str] = set()

    def person(self, season: int, nations: tuple[int, int, int, int]) -> Person:
        """Draw someone between 37 and 57 in that season, of a nation as the county's weights say."""
        rng = self._rng
        nation = rng.choices(NATIONS, weights=nations)[0]
        sex = rng.choices("女男", weights=(58, 42))[0]
        return self._new(self._name(nation, sex), sex, nation, season)

    def rare(self, season: int) -> Person:
        """Give someone whose name GBK cannot write."""
        return self._new(_RARE, "男", "汉族", season)

    def namesake(self, of: Person, season: int) -> Person:
        """Give another person of the same name: a link by name alone is then ambiguous."""
        return self._new(of.name, of.sex, of.nation, season)

    def _new(self, name: str, sex: str, nation: str, season: int) -> Person:
        rng = self._rng
        born = date(season - rng.randint(37, 57), 1, 1) + timedelta(days=rng.randrange(365))
        phone = rng.choice(_NETWORKS) + f"{rng.randrange(10**8):08d}"
        return Person(name, sex, self._number(born, sex), phone, nation)

    def _name(self, nation: str, sex: str) -> str:
        for _ in range(200):
            name = _draw_name(self._rng, nation, sex)
            if name not in self._names:
                break
        self._names.add(name)
        return name

    def _number(self, born: date, sex: str) -> str:
        while True:
            order = self._rng.randrange(1, 499) * 2 + (sex == "男")
            seventeen = f"{self._rng.choice(_AREAS)}{born:%Y%m%d}{order:03d}"
            if seventeen not in self._numbers:
                self._numbers.add(seventeen)
                return seventeen + check_digit(seventeen)


def _draw_name(rng: Random, nation: str, sex: str) -> str:
    if nation == "维吾尔族":
        own = rng.choice(_UYGHUR_MEN if sex == "男" else _UYGHUR_WOMEN)
        ending = rng.choice(("", "", "江" if sex == "男" else "汗"))
        return f"{own}{ending}·{rng.choice(_UYGHUR_MEN)}"
    if nation == "蒙古族":
        own = rng.choice(_MONGOL_MEN if sex == "男" else _MONGOL_WOMEN)
        return f"{rng.choice(_MONGOL_MEN)}·{own}"
    surname = rng.choice(_HUI if nation == "回族" else _HAN)
    given = rng.choice(_GIVEN)
    second = rng.choice(_GIVEN) if rng.random() < 0.85 else ""
    return surname + given + second
