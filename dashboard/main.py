"""The page script, run at every interaction: which pages there are, and the frame around them."""

from pathlib import Path

import streamlit as st

from dashboard import PRODUCT, parts, session
from dashboard.words import mark, say

VIEWS = Path(__file__).parent / "views"
GROUPS = {
    mark("看全州"): {
        "overview": mark("总览"),
        "quota": mark("名额"),
        "progress": mark("进度"),
        "quality": mark("质量"),
        "flags": mark("预警"),
    },
    mark("县市"): {
        "county": mark("县市工作台"),
        "digest": mark("周报"),
        "precheck": mark("报送预检"),
    },
    mark("可信"): {
        "data": mark("数据质量"),
        "rules": mark("口径与规则"),
    },
}


def pages() -> list[st.Page]:
    """Register the pages whose file exists; the first one answers at `/`."""
    return [
        st.Page(VIEWS / f"{name}.py", title=say(title), url_path=name, default=name == "overview")
        for titles in GROUPS.values()
        for name, title in titles.items()
        if (VIEWS / f"{name}.py").exists()
    ]


unknown = session.settle_language()
st.set_page_config(page_title=say(PRODUCT), layout="wide")
parts.style([next(iter(titles)) for titles in GROUPS.values()])
page = st.navigation(pages(), position="top")
if session.has_data():
    parts.frame(unknown)
    page.run()
else:
    parts.no_data_yet()
