"""The page script, run at every interaction: which pages there are, and the frame around them."""

from pathlib import Path

import streamlit as st

from dashboard import PRODUCT, parts, roles, session, signed_in
from dashboard.words import say

VIEWS = Path(__file__).parent / "views"


def pages(role: str) -> dict[str, st.Page]:
    """Register the pages of a role whose file exists; the first one answers at `/`."""
    own = [name for name in roles.pages_for(role) if (VIEWS / f"{name}.py").exists()]
    return {
        name: st.Page(
            VIEWS / f"{name}.py",
            title=say(roles.PAGES[name]),
            url_path=name,
            default=name == own[0],
        )
        for name in own
    }


account = signed_in.settle()
unknown = session.settle_language()
st.set_page_config(page_title=say(PRODUCT), layout="wide")
parts.style([next(iter(titles)) for titles in roles.GROUPS.values()])
if account is None:
    parts.ended()
    st.stop()
known = pages(account.role)
page = st.navigation(list(known.values()), position="top")
name = next(name for name, each in known.items() if each is page)
signed_in.enter(name)
parts.who(account, is_demo=signed_in.is_demo())
if name in roles.WITHOUT_DATA:
    parts.alone()
    page.run()
elif not account.scope.counties or not account.scope.series:
    parts.no_scope()
elif session.has_data():
    parts.frame(unknown)
    page.run()
else:
    parts.no_data_yet()
