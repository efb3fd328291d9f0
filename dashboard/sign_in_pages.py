"""Log-in, new password and refusals as plain pages of the server: no script, both languages."""

from html import escape
from pathlib import Path
from urllib.parse import urlencode

from starlette.responses import HTMLResponse

from dashboard import PRODUCT
from dashboard.pieces import tag, text
from dashboard.words import CHINESE, ENGLISH, LANGUAGES, capital, language, say

TONGUES = {CHINESE: "zh-CN", ENGLISH: "en"}
_STYLE = (Path(__file__).parent / "sign_in.css").read_text("utf-8")


def page(
    title: str, *inside: str, status: int = 200, other: dict[str, str] | None = None
) -> HTMLResponse:
    """A whole page; `other` is what the link to the other language asks for."""
    here, there = language(), CHINESE if language() == ENGLISH else ENGLISH
    asked = urlencode({**(other or {}), "lang": there})
    change = tag("a", text(LANGUAGES[there]), href=f"?{asked}", lang=TONGUES[there])
    body = tag(
        "main",
        tag("p", text(say(PRODUCT)), class_="product"),
        tag("h1", text(capital(title))),
        *inside,
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="icon" href="data:,">'
        f"<title>{text(capital(title))} · {text(say(PRODUCT))}</title><style>{_STYLE}</style>"
    )
    shown = tag("p", change, class_="language") if other is not None else ""
    made = f'<!doctype html><html lang="{TONGUES[here]}"><head>{head}</head><body>{shown}{body}</body></html>'
    return HTMLResponse(made, status)


def log_in(
    next_page: str,
    told: str = "",
    *,
    account: str = "",
    by_provider: bool = False,
    status: int = 200,
) -> HTMLResponse:
    """Account and password; with an identity provider, the way there stands first."""
    asked = {"next": next_page}
    kept = urlencode(asked | {"lang": language()})
    provider = (
        tag("a", text(say("用统一身份认证登录")), class_="button", href=f"/auth/start?{kept}"),
        tag("p", text(say("或用本系统的账号：")), class_="quiet"),
    )
    form = tag(
        "form",
        _field(say("账号"), "account", "text", "username", account),
        _field(say("密码"), "password", "password", "current-password"),
        _hidden("next", next_page),
        tag("button", text(capital(say("登录"))), type="submit"),
        method="post",
        action=f"/login?lang={language()}",
    )
    note = say("没有账号或忘了密码，请找州职改办的账号管理员。")
    return page(
        say("登录"),
        _wrong(told),
        *(provider if by_provider else ()),
        form,
        tag("p", "", class_="quiet"),
        tag("p", text(note), class_="quiet"),
        status=status,
        other=asked,
    )


def new_password(next_page: str, told: str = "", *, must: bool, shortest: int) -> HTMLResponse:
    asked = {"next": next_page}
    rule = say("至少 {n} 个字符，不含账号名。", n=shortest)
    why = say("这个密码是别人给的，先换成只有自己知道的。") if must else ""
    form = tag(
        "form",
        _field(say("现在的密码"), "password", "password", "current-password"),
        _field(say("新密码"), "new", "password", "new-password"),
        _field(say("再输一遍新密码"), "again", "password", "new-password"),
        _hidden("next", next_page),
        tag("button", text(capital(say("换密码"))), type="submit"),
        method="post",
        action=f"/password?lang={language()}",
    )
    note = tag("p", text(f"{why}{rule}"), class_="quiet")
    return page(say("换密码"), _wrong(told), note, form, status=422 if told else 200, other=asked)


def log_out() -> HTMLResponse:
    """The way out is a button: a mere link could be followed by accident."""
    form = tag(
        "form",
        tag("button", text(capital(say("退出登录"))), type="submit"),
        method="post",
        action=f"/logout?lang={language()}",
    )
    back = tag("p", tag("a", text(capital(say("回到看板"))), href="/"))
    return page(say("退出登录"), form, tag("p"), back, other={})


def refused(title: str, why: str, status: int, *, home: bool = True) -> HTMLResponse:
    """What may not be seen, and the way back."""
    asked = f"/?lang={ENGLISH}" if language() == ENGLISH else "/"
    back = tag("p", tag("a", text(capital(say("回到看板"))), href=asked))
    return page(title, tag("p", text(why)), back if home else "", status=status)


def _field(label: str, name: str, kind: str, filled_by: str, value: str = "") -> str:
    plain = ' autocapitalize="none" spellcheck="false"' if kind == "text" else ""
    typed = (
        f'<input name="{name}" type="{kind}" autocomplete="{filled_by}" required maxlength="200"'
        f' value="{escape(value)}"{plain}>'
    )
    return tag("label", text(capital(label)), typed)


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _wrong(told: str) -> str:
    return tag("p", text(told), class_="wrong", role="alert") if told else ""
