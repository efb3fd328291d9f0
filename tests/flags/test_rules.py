"""Rules are data: what a season's file may say of a flag, and what it refuses."""

import pytest

from etl.errors import UserError
from etl.flags.facts import fact_rules
from etl.paths import SEASONS
from etl.seasons import clauses, load_season, seasons

NOTICE = (SEASONS / "2022.toml").read_text("utf-8")
FIRST_WHY = 'clause = "五(二)"\nbasis = "local"\nwhy = "通知只说“较严重”'


def refused(tmp_path, found, written):
    assert found in NOTICE
    (tmp_path / "2022.toml").write_text(NOTICE.replace(found, written, 1), "utf-8")
    with pytest.raises(UserError) as told:
        seasons(tmp_path)
    return str(told.value)


def test_every_season_has_a_rule_for_each_ground_and_both_grains():
    for season in seasons():
        assert {rule.ground for rule in season.flags} == {"材料缺漏", "拖延报送", "名额浪费"}
        assert {rule.grain for rule in season.flags} == {"county", "unit"}
        assert all(rule.clause in clauses() and rule.why for rule in season.flags)


def test_lateness_is_judged_on_submitting_units():
    late = [rule for rule in load_season(2022).flags if rule.ground == "拖延报送"]
    assert {rule.by_unit for rule in late} == {True}


@pytest.mark.parametrize(
    ("found", "written", "told"),
    [
        ('id = "escape"', 'id = "escape"\ncolour = 1', "不认识的键 colour"),
        (FIRST_WHY, FIRST_WHY.replace("五(二)", "七"), "没有条款“七”"),
        ('numerator = "escaped"', 'numerator = "escapes"', "没有计数“escapes”"),
        ('county_kinds = ["reviews"]', 'county_kinds = ["review"]', "没有表“review”"),
        ("pooled_red_q = 0.01\n", "", "pooled_red_q"),
        ('id = "paper_defect"', 'id = "escape"', "同一规则的同一版本写了两次"),
        ("minimum_n = 10", "minimum_n = 0", "minimum_n"),
        ('ground = "材料缺漏"', 'ground = "材料"', "ground"),
    ],
)  # fmt: skip
def test_a_rule_that_cannot_be_meant_is_refused_with_its_place(tmp_path, found, written, told):
    assert told in refused(tmp_path, found, written)


def test_a_changed_threshold_stands_as_a_next_version_beside_the_old_one(tmp_path):
    entry = NOTICE[NOTICE.index('[[flags]]\nid = "escape"') :].split("\n\n")[0]
    newer = entry.replace("version = 1", "version = 2").replace("minimum_n = 10", "minimum_n = 12")
    (tmp_path / "2022.toml").write_text(f"{NOTICE}\n{newer}\n", "utf-8")
    both = [rule for rule in seasons(tmp_path)[0].flags if rule.id == "escape"]
    assert [(rule.version, rule.minimum_n) for rule in both] == [(1, 10), (2, 12)]


def test_facts_name_counts_once():
    ids = [rule.id for rule in fact_rules()]
    assert len(set(ids)) == len(ids)
    assert {"over_posts", "over_quota", "cross_year", "unsigned", "unexplained"} <= set(ids)
