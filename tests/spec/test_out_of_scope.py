"""out_of_scope: applied, unit kind outside the scope list (一)."""


def test_only_a_stated_kind_outside_the_list_counts(given):
    season = given(
        roster="""
            no | unit_kind         | first_submitted_at
            A  | 县直学校          | 11-18
            B  | 民办              | 11-19
            C  | 乡镇学校          | 11-18
            D  | 村小学（教学点）  | 11-18
            E  | 村 小学(教学点)   | 11-18
            F  |                   | 11-18
        """
    )
    assert season.members("out_of_scope", "11-18") == "A"
    assert season.members("out_of_scope", "11-19") == "A B"
    assert season.at("11-19")["out_of_scope"] == 2
