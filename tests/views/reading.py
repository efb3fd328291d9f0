"""What stands on a page: its links with their figures, and the words that are ours."""

import re
from html.parser import HTMLParser

HAN = re.compile(r"[\u4e00-\u9fff]")
FOUND = re.compile(r'<(\w+)[^>]* lang="zh-Hans"[^>]*>.*?</\1>', re.DOTALL)


class Links(HTMLParser):
    """Collects (count, county, value, address) of every figure; no address where it leads nowhere."""

    def __init__(self):
        super().__init__()
        self.found, self._addresses = [], []

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag == "a":
            self._addresses.append(named["href"])
        if named.get("data-count") and "data-value" in named:
            address = self._addresses[-1] if self._addresses else None
            where = named.get("data-county"), named.get("data-series")
            self.found.append((named["data-count"], *where, int(named["data-value"]), address))

    def handle_endtag(self, tag):
        if tag == "a":
            self._addresses.pop()


def linked(html):
    reader = Links()
    reader.feed(html)
    return reader.found


def chinese(page):
    """The Chinese on a page, and in what is read out, that is not marked as found in a file."""
    return sorted(
        {word for word in re.split(r"[<>\"]", FOUND.sub("", page.html)) if HAN.search(word)}
    )
