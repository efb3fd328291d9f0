"""快照与报告: papers of the day to take away; what was kept for good, whether whole, how it differs."""

import streamlit as st

from dashboard import (
    choices,
    lists,
    papers_desk,
    parts,
    pieces,
    session,
    shelved,
    tables_papers,
)
from dashboard import sentences_papers as sentences
from dashboard.words import capital, say
from etl.errors import UserError
from etl.paths import data_folder

chosen = session.selection()
shelf = shelved.read(data_folder())
parts.headline(sentences.headline(shelf, chosen.season))

parts.section(say("出文稿"), say("按上面选定的年度、截至日和范围当场写出；数字与页面相同。"))
papers_desk.offers(chosen)


def address(each: shelved.Shelved) -> str:
    """The pages as they were: that version, season and day."""
    basis = each.manifest.basis
    return chosen.address("overview", season=basis.season, day=basis.day, v=each.version)


parts.section(
    say("已存的快照"), say("签名存档，不覆盖；点截至日，按当时的版本打开各页。校验码印在文稿上。")
)
made = tables_papers.snapshots(shelf.snapshots, address)
empty = say("还没有快照：python -m etl snapshot --season 年度 --kind year-end")
listed = lists.html(made, say("已存的快照"), empty)
parts.html(pieces.tag("div", listed, class_="kept"))
broken = [(each.id, fault) for each in shelf.snapshots for fault in each.faults]
broken += [(name, say("打不开，不是快照或已损坏")) for name in shelf.unreadable]
broken += [(say("全部"), fault) for fault in shelf.chain]
if broken:
    parts.told(say("不符之处"), lists.html(tables_papers.faults(broken), say("不符之处")))
if not shelf.snapshots:
    st.stop()
papers_desk.contents(shelf, chosen)

sound = [each for each in shelf.snapshots if not each.faults]
if len(sound) > 1:
    parts.section(say("对比两份快照"), say("全部由快照自己的数据算出，与现在的规则和数据无关。"))
    by_id = {each.id: each for each in sound}
    with st.container(key="filters-compare", horizontal=True):
        labels = {each.id: sentences.label(each) for each in sound}
        after = choices.pick(capital(say("后一份")), list(by_id), "b", labels.__getitem__)
        others = [each for each in by_id if each != after]
        before = choices.pick(capital(say("前一份")), others, "a", labels.__getitem__)
    try:
        kept = by_id[before].kept, by_id[after].kept
        found = shelved.difference(data_folder(), *kept, chosen.whole)
        for note in sentences.notes(by_id[before], by_id[after], chosen.names):
            parts.caption(note)
        papers_desk.compared(found, chosen, (labels[before], labels[after]))
    except UserError as error:
        parts.caption(str(error))
