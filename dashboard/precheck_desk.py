"""Where a file is checked and handed in: what a session keeps of it, and the act itself."""

import logging
from typing import Any

import streamlit as st

from dashboard import acting, formats, parts, pieces, precheck, settings, tables_precheck
from dashboard.words import say
from etl import inbox
from etl.actor import Account
from etl.errors import UserError
from etl.hand_in import hand_in, may_hand_in
from etl.inbox import HandedIn
from etl.paths import data_folder
from etl.precheck.check import Checked, check
from etl.precheck.marking import mark
from etl.precheck.verdict import obstacles
from etl.told import told

CHECKED, RECEIPT, FAULT = "prechecked", "receipt", "hand-in-fault"
LOG = logging.getLogger(__name__)
BROKEN = UserError(
    told("检查没有完成，什么也没有留下。"), told("请再试一次；仍不行的，请告诉管理员。")
)


def largest() -> int:
    """The size that a file may have, in MB."""
    return int(settings.value("server.maxUploadSize"))


def uploader_words() -> str:
    """Words that Streamlit itself has in English only, for the style sheet to put in their place."""
    words = {
        "choose-file": say("选择文件"),
        "drop-file": say("或拖到这里"),
        "failed-file": say("没有传上：文件超过 {size} 兆，或连接中断", size=largest()),
    }
    named = " ".join(f'--{key}: "{text}";' for key, text in words.items())
    return f"<style>.stApp {{ {named} }}</style>"


def checked(sent: Any, sender: str) -> Checked | None:
    """Check the file once for a session; again when something has been loaded or handed in since."""
    data = data_folder()
    key = (sent.file_id, sender, len(inbox.landed(data)), len(inbox.handed_in(data)))
    kept = st.session_state.get(CHECKED)
    if kept and kept[0] == key:
        found: Checked = kept[1]
        return found
    try:
        with st.spinner(say("正在检查")):
            made = check(data, sent.getvalue(), sent.name, sender, acting.now())
    except UserError as error:
        alert(error)
        return None
    except Exception as error:  # noqa: BLE001  a fault of ours is told in words; nothing of the file is logged
        LOG.error("precheck: %s", type(error).__name__)  # noqa: TRY400  a traceback may quote a cell
        alert(BROKEN)
        return None
    st.session_state[CHECKED] = (key, made)
    return made


def alert(error: UserError) -> None:
    said = formats.sentences([say(error.what), say(error.cure)])
    parts.html(pieces.tag("p", pieces.text(said), class_="notice", role="alert"))


def may_act(actor: Account, sender: str) -> bool:
    return may_hand_in(actor, sender)


def give(sent: Any, made: Checked, actor: Account) -> None:
    """Hand in what was checked; runs before the page is drawn, so words are said later."""
    if obstacles(made):
        return
    try:
        record, _ = hand_in(data_folder(), made.offer(sent.getvalue()), actor, acting.now())
    except UserError as error:
        st.session_state[FAULT] = error
        return
    st.session_state[RECEIPT] = record


def handed(sender: str, made: Checked | None) -> HandedIn | None:
    """The receipt of the file on the page, if it has just been handed in."""
    record: HandedIn | None = st.session_state.get(RECEIPT)
    if record and record.sender == sender and (made is None or made.sha256 == record.sha256):
        return record
    return None


def receipt(record: HandedIn) -> None:
    """Show what was handed in, and give it as a text file."""
    parts.section(say("报送回执"), say("请下载留存；下次载入时会点到这份文件。"))
    parts.html(tables_precheck.receipt(record))
    name = f"{say('回执')}_{record.sha256[:8]}.txt"
    text = precheck.receipt_text(record).encode("utf-8-sig")
    parts.download(say("下载回执"), text, name, "receipt-text", "receipt", mime="text/plain")


def fault() -> None:
    """Say why nothing was handed in."""
    if error := st.session_state.pop(FAULT, None):
        alert(error)


def marked(sent: Any, made: Checked, source: str) -> bytes:
    """The workbook to mend, made when it is asked for."""
    return mark(sent.getvalue(), made, source).content
