"""The page script, run at every interaction: which pages there are, and the frame around them."""

from pathlib import Path

import streamlit as st

from dashboard import PRODUCT, parts, session

VIEWS = Path(__file__).parent / "views"
GROUPS = {
    "看全州": {
        "overview": "总览",
        "quota": "名额",
        "progress": "进度",
        "quality": "质量",
        "flags": "预警",
    },
    "可信": {
        "data": "数据质量",
        "rules": "口径与规则",
    },
}


def pages() -> list[st.Page]:
    """Register the pages whose file exists; the first one answers at `/`."""
    return [
        st.Page(VIEWS / f"{name}.py", title=title, url_path=name, default=name == "overview")
        for titles in GROUPS.values()
        for name, title in titles.items()
        if (VIEWS / f"{name}.py").exists()
    ]


st.set_page_config(page_title=PRODUCT, layout="wide")
parts.style([next(iter(titles)) for titles in GROUPS.values()])
page = st.navigation(pages(), position="top")
if session.has_data():
    parts.frame()
    page.run()
else:
    parts.no_data_yet()
