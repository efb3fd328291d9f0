"""paper_defective: paper incomplete when it came, or completed later; from the receipt on (四(三))."""


def test_a_defect_counts_from_the_receipt_and_no_cure_ends_it(given):
    season = given(
        paper="""
            no | complete | completed_on | on
            A  | 是       |              | 12-01
            B  | 否       |              | 12-02
            C  | 否       | 12-05        | 12-03
            D  | 是       | 12-20        | 12-04
            E  |          |              | 12-04
        """
    )
    assert season.members("paper_defective", "12-02") == "B"
    assert season.members("paper_defective", "12-04") == "B C D"
    assert season.at("12-31")["paper_defective"] == 3
