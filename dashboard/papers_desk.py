"""What the page 快照与报告 offers by widgets: files to take away, and a measure to compare."""

from functools import partial

import duckdb
import streamlit as st

from dashboard import choices, lists, papers_offered, parts, pieces, session, tables_papers
from dashboard import sentences_papers as sentences
from dashboard.papers_offered import FORM_NAMES, Offer, Taking
from dashboard.selection import Selection
from dashboard.shelved import Difference, Shelf, Shelved, lines_of, measures, whole
from dashboard.words import capital, say
from etl.lifecycle.records import as_it_was, lives
from etl.paths import data_folder
from etl.register import register_of
from etl.snapshots.manifest import DOCUMENTS

OFFER_WIDTH = 560


def offers(chosen: Selection) -> None:
    """A line for each kind of paper, with a button for each form."""
    place = lists.place(chosen.names, chosen.county, None)
    for offer in papers_offered.offers(chosen.scope.role):
        with st.container(key=f"offer-{offer.kind}", horizontal=True):
            with st.container(width=OFFER_WIDTH, key=f"offer-{offer.kind}-words"):
                parts.html(_told(offer))
            for form, name in FORM_NAMES.items():
                taking = Taking(
                    offer.kind, form, chosen.scope, chosen.season, chosen.day, data_folder()
                )
                parts.download(
                    capital(say(name)),
                    session.later(_made, taking),
                    taking.name(place),
                    f"paper-{offer.kind}-{form}",
                    "paper",
                )


def _told(offer: Offer) -> str:
    """The kind, and below it whom it is for."""
    name = pieces.tag("strong", pieces.text(capital(say(offer.title))))
    reader = pieces.tag("span", pieces.text(capital(say(offer.reader))), class_="caption")
    return pieces.tag("div", name, reader, class_="offer")


def _made(con: duckdb.DuckDBPyConnection, taking: Taking) -> bytes:
    register = register_of(taking.data)
    return taking.made(con, lives(register, taking.season), partial(as_it_was, register))


def contents(shelf: Shelf, chosen: Selection) -> None:
    """The papers of one snapshot and, for who sees everything, the archive itself."""
    by_id = {each.id: each for each in shelf.snapshots}
    labels = {each.id: sentences.label(each) for each in shelf.snapshots}
    with st.container(key="filters-snapshot", horizontal=True):
        picked = choices.pick(capital(say("快照")), list(by_id), "snapshot", labels.__getitem__)
    each = by_id[picked]
    if each.version is None:
        parts.caption(sentences.gone(each))
    files = _files(each, chosen)
    with st.container(key="snapshot-files", horizontal=True):
        for name in files:
            make = partial(each.kept.member, f"{DOCUMENTS}{name}")
            parts.download(name, make, name, f"doc-{picked}-{name}", "snapshot")
        if chosen.scope.role == "office":
            whole_name = each.kept.path.name
            parts.download(
                capital(say("整份快照")), each.kept.content, whole_name, f"zip-{picked}", "snapshot"
            )


def _files(each: Shelved, chosen: Selection) -> list[str]:
    """A county takes its own papers; papers of the whole prefecture go to whoever sees every county."""
    names = [member.path.removeprefix(DOCUMENTS) for member in each.manifest.documents]
    if chosen.scope.role != "county":
        return names
    own = [chosen.names[county] for county in chosen.scope.counties]
    return [name for name in names if any(name.startswith(each) for each in own)]


def compared(found: Difference, chosen: Selection, pair: tuple[str, str]) -> None:
    """All measures of the whole, then one measure in each place; what changed in meaning below."""
    known = {(kind, id_): title for kind, id_, title in measures(found)}
    with st.container(key="filters-measure", horizontal=True):
        measure = choices.pick(
            capital(say("指标")), list(known), "measure", known.__getitem__, default=_first(known)
        )
    lines = lines_of(found, *measure)
    parts.html(lists.tight(tables_papers.differences(lines, chosen.names, pair), say("各县市对比")))
    with st.expander(capital(say("全部指标"))):
        parts.html(lists.tight(tables_papers.measures(whole(found), known, pair), say("全部指标")))
    if found.meanings:
        parts.told(
            say("口径有改动的指标"),
            lists.html(tables_papers.meanings(found.meanings), say("口径有改动的指标")),
        )


def _first(known: dict[tuple[str, str], str]) -> tuple[str, str]:
    wanted = ("rate", "usage_after_panel")
    return wanted if wanted in known else next(iter(known))
