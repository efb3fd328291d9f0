"""unsigned: review rows at unit, county or prefecture level without signer; `无` is none (五(三))."""


def test_each_row_without_a_signer_counts_by_itself(given):
    season = given(
        reviews="""
            no | try | level        | outcome | signer | on
            A  | 1   | 单位审核     | 通过    |        | 11-19
            A  | 1   | 县级审核     | 退回    | 无     | 11-20
            A  | 2   | 县级审核     | 通过    | 李四   | 11-21
            A  | 2   | 州级形式审核 | 通过    |        | 11-22
            B  | 1   | 申报人       | 撤回    |        | 11-19
        """
    )
    assert [season.at(day)["unsigned"] for day in ("11-18", "11-19", "11-20", "11-22")] == [
        0,
        1,
        2,
        3,
    ]
    assert season.members("unsigned", "11-20") == "A|1|单位审核 A|1|县级审核"
