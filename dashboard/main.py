"""The page script, run at every interaction: which pages there are, or how to get data."""

from pathlib import Path

import streamlit as st

from dashboard import PRODUCT
from etl import warehouse
from etl.paths import data_folder

VIEWS = Path(__file__).parent / "views"


def no_data_yet() -> None:
    st.title("还没有数据")
    st.markdown("载入报送文件，或先生成一套示例数据看看样子，然后刷新本页：")
    st.code("python -m etl load 文件夹\npython -m etl sample", language=None)


st.set_page_config(page_title=PRODUCT, layout="wide")
if warehouse.current(data_folder().warehouse):
    pages = [st.Page(path) for path in sorted(VIEWS.glob("*.py"))]
else:
    pages = [st.Page(no_data_yet, title=PRODUCT)]
st.navigation(pages, position="top").run()
