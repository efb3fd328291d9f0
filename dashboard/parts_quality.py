"""What a click on a picture of 质量 chooses: a list, and the county it is of."""

import streamlit as st

from dashboard import quality_lists
from dashboard.funnel import Seen
from dashboard.quality import Quality


def reason(seen: Quality) -> None:
    """A click on a reason chooses its list."""
    if key := quality_lists.clicked_reason(st.session_state["reasons"], seen):
        st.session_state["problem"] = key


def group(seen: Quality) -> None:
    """A click on a county's group chooses the county and the list."""
    key, county = quality_lists.clicked_turns(st.session_state["turns"], seen)
    if key:
        st.session_state.update(problem=key, county=county)


def county(seen: Seen) -> None:
    """A click on a county's dot chooses the county and the list of what its rate counts."""
    if code := quality_lists.clicked_dot(st.session_state["funnel-drawn"]):
        st.session_state.update(problem=seen.found.numerator, county=code)
