"""voted: a panel outcome of either kind (三)."""


def test_both_outcomes_count_from_the_day_of_the_vote(given):
    season = given(
        panel="""
            no | outcome | cause    | confirmed_on | on
            A  | 通过    |          | 12-30        | 12-20
            B  | 未通过  | 票数不足 |              | 12-21
        """
    )
    assert [season.at(day)["voted"] for day in ("12-19", "12-20", "12-21")] == [0, 1, 2]
