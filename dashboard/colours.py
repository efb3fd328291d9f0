"""The colours of every picture, on screens and in papers; they repeat look.css."""

INK, QUIET, LINE = "#1c2733", "#5b6b7a", "#e3e8ee"
BLUE, MIDDLE, PALE, BAND = "#2563a8", "#8fb4dc", "#cfdff0", "#eef2f6"
AMBER, RED, PAPER = "#8a5a00", "#a61b1b", "#ffffff"
