"""The screens: an ASGI app around Streamlit, fed by published versions and nothing else."""

from etl.told import mark

PRODUCT = mark("定向评价 · 名额与进度")
