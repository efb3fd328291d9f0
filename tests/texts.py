"""Where texts stand in the code: every literal that is said, marked or told, and those that are not."""

import ast
import re
from pathlib import Path

HAN = re.compile(r"[\u4e00-\u9fff]")
SPOKEN = {"say", "mark", "told"}
REMEMBERED = {"mark", "told"}  # a command line may have a `say` of its own


def spoken(path: Path, names: set[str] = SPOKEN) -> dict[tuple[str, str], int]:
    """(context, text) → line of every literal given to say, mark or told."""
    found = {}
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not _is_spoken(node, names) or not node.args:
            continue
        context = node.args[1] if len(node.args) > 1 else _keyword(node, "context")
        said = context.value if isinstance(context, ast.Constant) else ""
        for text in _literals(node.args[0]):
            found[said, text] = node.lineno
    return found


def unspoken(path: Path) -> list[tuple[int, str]]:
    """Chinese literals that no catalogue could translate; docstrings and SQL are no texts."""
    tree = ast.parse(path.read_text("utf-8"))
    free = {id(each) for node in ast.walk(tree) for each in _covered(node)}
    return sorted(
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and HAN.search(node.value)
        and id(node) not in free
        and "select" not in node.value
    )


def _covered(node: ast.AST) -> list[ast.AST]:
    if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef, ast.AsyncFunctionDef)):
        return [node.body[0].value] if node.body and isinstance(node.body[0], ast.Expr) else []
    if _is_spoken(node) and node.args:
        return [each for each in ast.walk(node.args[0]) if isinstance(each, ast.Constant)]
    if _is_logged(node):
        return [each for each in ast.walk(node) if isinstance(each, ast.Constant)]
    return []


def _is_logged(node: ast.AST) -> bool:
    """The log speaks to whoever runs the server."""
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and getattr(called.value, "id", "") == "log"


def _is_spoken(node: ast.AST, names: set[str] = SPOKEN) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name in names


def _keyword(node: ast.Call, name: str) -> ast.AST | None:
    return next((each.value for each in node.keywords if each.arg == name), None)


def _literals(node: ast.AST) -> list[str]:
    """The text itself, or both of `a if … else b`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return [*_literals(node.body), *_literals(node.orelse)]
    return []
