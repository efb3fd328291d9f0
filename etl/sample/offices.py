"""The ten offices and their habits on paper: which files, which headers, which forms of dates."""

from dataclasses import dataclass, field
from datetime import date

from etl.sample.handwriting import ALL_DOTS, Hand

PREFECTURE = "652800"
ROSTER = (
    "application_no season county township unit unit_kind name sex id_number series specialty "
    "current_title current_title_on target_title level grassroots_years first_submitted_at "
    "replacement_for phone note"
).split()
COLUMNS: dict[str, tuple[str, ...]] = {
    "roster": tuple(ROSTER),
    "reviews": tuple(
        "application_no county unit name series submission_no submitted_at level outcome reason "
        "problem signer reviewed_at".split()
    ),
    "publicity": tuple(
        "application_no county unit name level starts_on ends_on place objection finding".split()
    ),
    "paper": tuple(
        "application_no county unit name series received_on complete missing completed_on "
        "receiver".split()
    ),
    "panel": tuple(
        "application_no county name series panel voted_on present votes_for outcome cause "
        "confirmed_on".split()
    ),
    "sanctions": tuple(
        "application_no county unit name kind measure decided_on document_no".split()
    ),
    "adjustments": tuple(
        "county application_no kind submission_no milestone due_on extended_to reason document_no "
        "recorded_on".split()
    ),
    "appointments": tuple("application_no county unit name post appointed_on".split()),
}
WORDS = {
    "roster": "申报人员花名册",
    "reviews": "审核记录",
    "publicity": "公示情况",
    "results": "结果公示",
    "paper": "纸质材料接收登记",
    "panel": "评审结果",
    "sanctions": "违规处理登记",
    "adjustments": "延期与误退登记",
    "appointments": "聘任台账",
}


@dataclass(frozen=True)
class Office:
    """`form`: one workbook of all sheets, a workbook a sheet, or a CSV a sheet (then with encoding)."""

    code: str
    called: str
    form: str
    file_name: str
    hand: Hand
    headers: dict[str, str] = field(default_factory=dict)
    has_title: bool = True
    has_county: bool = False
    one_line: bool = False
    grouped_headers: bool = False
    merged_county: bool = False
    numbered: bool = True
    total: bool = True
    old_sheet: bool = False
    blank_rows: int = 0
    encoding: str = "utf-8"
    extra: tuple[str, ...] = ()

    @property
    def typed_cells(self) -> bool:
        return self.form != "csv"

    def named(self, sheet: str, season: int, day: date, number: int) -> str:
        """Name the file of a sheet (or of all of them) in the office's own way."""
        ending = ".csv" if self.form == "csv" else ".xlsx"
        return self.file_name.format(word=WORDS[sheet], season=season, day=day, n=number) + ending


_VARIED = ("iso", "slash", "dot", "short", "compact", "chinese")
OFFICES: dict[str, Office] = {
    office.code: office
    for office in (
        Office(
            "652801",
            "库尔勒市人力资源和社会保障局",
            "workbook",
            "库尔勒市{season}年职称申报周报_{day:%m%d}",
            Hand(
                ("real", "slash"),
                ("real",),
                spaced_names=0.3,
                short_series=0.1,
                numeric_numbers=0.02,
            ),
            {
                "工作单位": "单位名称",
                "单位类别": "单位性质",
                "身份证号": "身份证\n号",
                "审核层级": "审核部门",
            },
            blank_rows=60,
            extra=("民族",),
        ),
        Office(
            "652822",
            "轮台县人社局",
            "csv",
            "轮台{word}{day:%Y%m%d}",
            Hand(("short", "dot"), ("dot", "slash"), ALL_DOTS, 0.2, counties=("轮台县", "轮台")),
            {"县(市)": "县市", "联系电话": "手机号", "审签人": "审核人"},
            has_title=False,
            has_county=True,
            numbered=False,
            total=False,
            encoding="gb18030",
        ),
        Office(
            "652823",
            "尉犁县人社局",
            "csv",
            "{day:%Y-%m-%d}尉犁县{word}",
            Hand(("iso", "compact"), ("iso",), "·•", counties=("尉犁县",)),
            {"申报系列": "申报类别", "申报专业": "专业", "提交次数": "第几次提交"},
            has_title=False,
            has_county=True,
            encoding="utf-8-sig",
        ),
        Office(
            "652824",
            "若羌县人社局",
            "workbooks",
            "若羌县-{word}-{day.year}年{day.month}月{day.day}日",
            Hand(
                ("iso", "chinese"),
                ("iso",),
                short_series=0.3,
                counties=("若羌县", "若羌", "652824"),
            ),
            {"公示开始日期": "公示起始日期", "公示结束日期": "公示截止日期"},
            has_title=False,
            has_county=True,
            total=False,
        ),
        Office(
            "652825",
            "且末县人社局",
            "workbook",
            "且末县人社局上报材料{day:%Y%m%d}",
            Hand(_VARIED, ("slash", "chinese"), ALL_DOTS, 0.3, wide_digits=0.2),
            {
                "姓名": "姓 名",
                "身份证号": "证件号码",
                "审核时间": "审核日期",
                "退回原因": "原因类别",
            },
            old_sheet=True,
        ),
        Office(
            "652826",
            "焉耆回族自治县人社局",
            "workbook",
            "焉耆县定评定用报表{day:%Y.%m.%d}",
            Hand(("chinese", "real"), ("real", "chinese"), counties=("焉耆回族自治县",)),
            {
                "县(市)": "所属县市",
                "身份证号": "公民身份号码",
                "现任职称": "现职称",
                "取得时间": "任职时间",
            },
            has_county=True,
            merged_county=True,
            grouped_headers=True,
        ),
        Office(
            "652827",
            "和静县人力资源和社会保障局",
            "workbooks",
            "和静县{season}年度{word}(第{n}次报送)",
            Hand((*_VARIED, "serial"), ("real", "short"), ALL_DOTS, 0.25, 0.25, 0.25, 0.03),
            {"工作单位": "所在单位", "申报职称": "申报资格", "审核结论": "审核结果"},
            extra=("学历",),
        ),
        Office(
            "652828",
            "和硕县人社局",
            "workbooks",
            "hs_{word}_{day:%Y%m%d}",
            Hand(("real",), ("real",), "·‧", wide_digits=0.1),
            {"工作单位": "单位", "首次提交时间": "申报时间", "乡镇(街道)": "乡镇(街道)"},
            one_line=True,
        ),
        Office(
            "652829",
            "博湖县人社局",
            "csv",
            "博湖县_{word}_{day:%Y%m%d}",
            Hand(("slash",), ("slash",), "·・", counties=("博湖县", "博湖")),
            {"县(市)": "地区", "身份证号": "身份证号码"},
            has_title=False,
            has_county=True,
            total=False,
        ),
        Office(
            PREFECTURE,
            "州职改办",
            "workbook",
            "州职改办{season}年度汇总表{day:%Y%m%d}",
            Hand(("real", "iso", "short"), ("real",), ALL_DOTS, short_series=0.15),
            {"送达日期": "接收日期", "赞成票数": "赞成票", "评审结论": "评审结果"},
            has_county=True,
            merged_county=True,
        ),
    )
}
