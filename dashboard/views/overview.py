"""总览: whether the places get used in time, and which counties need a word."""

from dashboard import parts, session

selection = session.selection()
parts.headline(f"{selection.place}")
