"""The styles of a workbook: the sender's own, and beside them the same with a colour of ours."""

import re
from itertools import pairwise

from etl.precheck import xml_parts
from etl.precheck.marks import COLOURS, UnmarkableError

_XF = re.compile(rb"<(?:\w+:)?xf\b[^>]*/>|<(?:\w+:)?xf\b.*?</(?:\w+:)?xf>", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill[\s>/]")
_FILL_ID = re.compile(rb"\sfillId\s*=\s*[\"'](\d+)[\"']")
_APPLY = re.compile(rb"\sapplyFill\s*=\s*[\"']\w+[\"']")
HEAD_COLOUR = "EEF2F6"


class Styles:
    """Colours are added once; a mark of ours from an earlier time is taken off first."""

    def __init__(self, part: bytes) -> None:
        self._prefix = xml_parts.prefix(part, b"styleSheet")
        self.part = self._without_old_marks(part)
        self._made: dict[tuple[int, str], int] = {}
        self._fills: dict[str, int] = {}
        self._originals = self._cell_styles()

    def coloured(self, style: int, colour: str) -> int:
        """Give the number of a style that is as the old one, with a colour behind."""
        if style >= len(self._originals):
            style = 0
        if (style, colour) not in self._made:
            xf = self._originals[style]
            head = xf[: xf.index(b">")].removesuffix(b"/")
            plain = _APPLY.sub(b"", _FILL_ID.sub(b"", head))
            fill = b' fillId="%d" applyFill="1"' % self._fill(colour)
            self._made[style, colour] = self._add(plain + fill + xf[len(head) :])
        return self._made[style, colour]

    def own(self) -> tuple[int, int, int]:
        """Add the three styles of a list of ours: its title, its head, its body."""
        p = self._prefix
        bold = b'<%sfont><%sb/><%ssz val="11"/><%sname val="%s"/></%sfont>' % (
            p, p, p, p, "宋体".encode(), p,
        )  # fmt: skip
        self.part, font = xml_parts.append(self.part, b"fonts", [bold])
        sides = b"".join(
            b'<%s%s style="thin"><%scolor rgb="FFBFC8D2"/></%s%s>' % (p, side, p, p, side)
            for side in (b"left", b"right", b"top", b"bottom")
        )
        border_xml = b"<%sborder>%s</%sborder>" % (p, sides, p)
        self.part, border = xml_parts.append(self.part, b"borders", [border_xml])
        wrap = b'<%salignment vertical="top" wrapText="1"/>' % p

        def xf(font_no: int, fill: int, border_no: int, inside: bytes) -> int:
            return self._add(
                b'<%sxf numFmtId="0" fontId="%d" fillId="%d" borderId="%d" xfId="0" applyFont="1"'
                b' applyFill="1" applyBorder="1" applyAlignment="1">%s</%sxf>'
                % (p, font_no, fill, border_no, inside, p)
            )

        title = xf(font, 0, 0, b'<%salignment vertical="center"/>' % p)
        head = xf(font, self._fill(HEAD_COLOUR), border, wrap)
        return title, head, xf(0, 0, border, wrap)

    def _add(self, xf: bytes) -> int:
        self.part, number = xml_parts.append(self.part, b"cellXfs", [xf])
        return number

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            p = self._prefix
            fill = (
                b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="FF%s"/>'
                b'<%sbgColor indexed="64"/></%spatternFill></%sfill>'
            ) % (p, p, p, colour.encode(), p, p, p)
            self.part, self._fills[colour] = xml_parts.append(self.part, b"fills", [fill])
        return self._fills[colour]

    def _cell_styles(self) -> list[bytes]:
        found = re.search(
            rb"<(?:\w+:)?cellXfs(?:\s[^>]*)?>(.*?)</(?:\w+:)?cellXfs>", self.part, re.DOTALL
        )
        styles = _XF.findall(found[1]) if found else []
        if not styles:
            raise UnmarkableError("cellXfs")
        return styles

    def _without_old_marks(self, part: bytes) -> bytes:
        """Let styles that have a fill of ours have none."""
        section = re.search(rb"<(?:\w+:)?fills(?:\s[^>]*)?>(.*?)</(?:\w+:)?fills>", part, re.DOTALL)
        if not section:
            raise UnmarkableError("fills")
        starts = [each.start() for each in _FILL.finditer(section[1])] + [len(section[1])]
        each_fill = [section[1][a:b] for a, b in pairwise(starts)]
        ours = {
            b"%d" % n
            for n, fill in enumerate(each_fill)
            for colour in COLOURS.values()
            if b"FF%s" % colour.encode() in fill
        }
        if not ours:
            return part
        clear = lambda found: b' fillId="0"' if found[1] in ours else found[0]  # noqa: E731
        return _FILL_ID.sub(clear, part)
