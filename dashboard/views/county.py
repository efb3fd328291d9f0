"""县市工作台: what one county has to do this week, by date. Words, tables and small bars, no pictures."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard import (
    fix_lists,
    lists,
    parts,
    pieces,
    pieces_data,
    queries_flags,
    session,
    tables_workbench,
    workbench,
    workbench_file,
    workbench_pieces,
)
from dashboard import sentences_workbench as sentences
from dashboard.words import here, say
from dashboard.workbench_aside import Marked
from etl.lifecycle import acts, records
from etl.lifecycle.frozen import flag_id
from etl.paths import data_folder

chosen = session.selection()
county = chosen.county or (
    next(iter(chosen.whole.counties)) if len(chosen.whole.counties) == 1 else None
)


def address(page: str = "flags", **more: Any) -> str:
    return chosen.address(page, **{"county": county} | more)


if not county:
    seen = session.ask(workbench.choice, chosen.scope, chosen.season, chosen.day)
    parts.headline(sentences.choice_headline(seen))
    made = tables_workbench.choice(seen, lambda code: address("county", county=code))
    parts.html(pieces_data.stacked(pieces.table(*made, say("各县市在办的件")), "choose"))
    st.stop()

asked = (chosen.whole, chosen.season, chosen.day, county, chosen.is_past_day)
desk = session.ask(workbench.read, chosen.scope.narrowed(county), *asked)
flags = session.ask(queries_flags.flags, chosen.whole.narrowed(county), chosen.season, chosen.day)
known = records.lives(acts.desk_of(data_folder()).register, chosen.season)
marked = [
    Marked(flag, life.state if (life := known.get(flag_id(flag).key)) else None) for flag in flags
]
place = lists.place(chosen.names, county, chosen.series)
parts.headline(sentences.headline(desk, place))
with st.container(key="desk-files", horizontal=True):
    saved = here(partial(workbench_file.document, desk, marked, chosen))
    name = workbench_file.file_name(place, chosen)
    parts.download(say("保存为一个文件"), saved, name, "save", "desk", mime="text/html")
    if desk.reports.findings:
        found, sheets = list(desk.reports.findings), list(desk.reports.sheets)
        made_list = here(
            partial(fix_lists.workbook, found, sheets, county, chosen.names[county], chosen)
        )
        name = fix_lists.file_name(chosen.names[county], chosen)
        parts.download(say("下载修改清单"), made_list, name, "fix", "fix_list", rows=len(found))
parts.html(workbench_pieces.whole(desk, marked, address))
