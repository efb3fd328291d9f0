"""The floor: a page that draws the same elements as another and computes nothing.

Served by `tests.benchmarks.floor`; the elements come from a file that a run of the real page wrote.
"""

import os
import pickle
from pathlib import Path

import plotly.io
import streamlit as st
from streamlit.proto.Element_pb2 import Element

QUIET = {"displayModeBar": False}


@st.cache_resource
def recorded() -> list[tuple[str, object]]:
    """Kind and content of every element; pictures are made once, as the dashboard keeps them."""
    found: list[tuple[str, object]] = []
    for written in pickle.loads(Path(os.environ["BZ_REPLAY"]).read_bytes()):
        element = Element.FromString(written)
        kind = str(element.WhichOneof("type"))
        if kind == "plotly_chart":
            found.append((kind, plotly.io.from_json(element.plotly_chart.spec)))
        elif kind == "html":
            found.append((kind, element.html.body))
        else:
            found.append((kind, None))
    return found


for number, (kind, content) in enumerate(recorded()):
    if kind == "html":
        st.html(content)
    elif kind == "plotly_chart":
        st.plotly_chart(content, theme=None, config=QUIET, key=f"chart-{number}")
    else:
        st.selectbox(kind, ["a", "b"], key=f"other-{number}")
