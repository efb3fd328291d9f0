"""paper_received: the paper file has come, complete or not (四(三))."""


def test_paper_counts_from_the_day_it_came(given):
    season = given(
        paper="""
            no | complete | completed_on | on
            A  | 是       |              | 12-01
            B  | 否       | 12-05        | 12-02
        """
    )
    assert [season.at(day)["paper_received"] for day in ("11-30", "12-01", "12-02")] == [0, 1, 2]
