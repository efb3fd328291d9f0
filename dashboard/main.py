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
    },
    "可信": {
        "data": "数据质量",
        "rules": "口径与规则",
    },
}


def pages() -> dict[str, list[st.Page]]:
    """Register the pages whose file exists, group by group; the first one answers at `/`."""
    return {
        group: [
            st.Page(VIEWS / f"{name}.py", title=title, url_path=name, default=name == "overview")
            for name, title in titles.items()
            if (VIEWS / f"{name}.py").exists()
        ]
        for group, titles in GROUPS.items()
    }


st.set_page_config(page_title=PRODUCT, layout="wide")
parts.style()
page = st.navigation({group: found for group, found in pages().items() if found}, position="top")
if session.has_data():
    parts.frame()
    page.run()
else:
    parts.no_data_yet()
