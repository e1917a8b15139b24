"""Tell the changes to the code that change nothing, or nothing that data can reach, by rules.

`strict` of `zip`
    It guards against lengths that differ. Where the kit zips they are equal by construction, so
    nothing can be given that the guard would stop.
`None` for `False`, for no words on an axis, for no rotation
    As the value of an option, all read as no; so does `set_visible(None)`.
`None` for `float` in `astype`
    numpy reads None as float.
`"STABLE"`, `"RECORDS"`, `"END"`, `"WHITE"`, `"LEFT"`, `"BOTH"`
    numpy reads the name of a sort in any case, pandas that of an orientation and of an end of a
    period, matplotlib that of a colour, the side of a title, the lines of a grid, and no mark.
`on` of `merge`, left out
    pandas merges on the columns in common, and one more of them would change the result.
`kind` of a sort by several columns
    pandas sorts by several columns in a way that is always stable.
"""

from __future__ import annotations

import ast

COLOURS = {
    "c", "color", "colors", "ecolor", "edgecolor", "facecolor", "labelcolor", "linecolor",
    "markeredgecolor", "markerfacecolor",
}  # fmt: skip
ANY_CASE = {
    ("errorbar", "fmt"), ("grid", "which"), ("set_title", "loc"), ("to_timestamp", "how"),
}  # fmt: skip
ABSENT = {"": {"xlabel", "ylabel"}, 0: {"rotation"}}
"""Values that the options of these names take for none."""


def changes_nothing(original: ast.AST, changed: ast.AST) -> bool:
    """Whether two versions of a function differ by what the rules allow only."""
    return _plain(original) == _plain(changed)


def _plain(tree: ast.AST) -> str:
    """A function without what makes no difference."""
    copy = ast.parse(ast.unparse(tree))
    for node in ast.walk(copy):
        if isinstance(node, ast.Call):
            node.args = [_argument(_name(node), own) for own in node.args]
            options = [_option(_name(node), word) for word in node.keywords]
            node.keywords = [word for word in options if _counts(node, word)]
        elif isinstance(node, ast.Dict):
            node.values = [
                _small(value) if isinstance(key, ast.Constant) and key.value in COLOURS else value
                for key, value in zip(node.keys, node.values, strict=True)
            ]
    return ast.dump(copy)


def _argument(name: str, own: ast.expr) -> ast.expr:
    """An argument without a name: `None` as what it stands for, the names of pandas small."""
    if name in ("to_dict", "set_facecolor"):
        return _small(own)
    if name in ("set_xlabel", "set_ylabel") and _is_none(own):
        return ast.Constant("")
    if name == "astype" and _is_none(own):
        return ast.Name("float", ast.Load())
    if name == "set_visible" and _is_none(own):
        return ast.Constant(False)
    return own


def _option(name: str, word: ast.keyword) -> ast.keyword:
    """An option, with what reads as no as `False`, and names that are read in any case small."""
    is_absent = isinstance(word.value, ast.Constant) and any(
        word.value.value == value and word.arg in names for value, names in ABSENT.items()
    )
    if _is_none(word.value) or is_absent:
        word.value = ast.Constant(False)
    if word.arg == "kind" or word.arg in COLOURS or (name, word.arg) in ANY_CASE:
        word.value = _small(word.value)
    return word


def _small(node: ast.expr) -> ast.expr:
    """A name in small letters, or each of two that are chosen from."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return ast.Constant(node.value.lower())
    if isinstance(node, ast.IfExp):
        return ast.IfExp(node.test, _small(node.body), _small(node.orelse))
    return node


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _name(call: ast.Call) -> str:
    """What is called."""
    return str(getattr(call.func, "id", getattr(call.func, "attr", "")))


def _counts(call: ast.Call, word: ast.keyword) -> bool:
    """Whether an option of a call makes a difference."""
    name = _name(call)
    if word.arg == "strict":
        return name != "zip"
    if word.arg == "on":
        return name != "merge"
    if word.arg == "kind":
        return not (name == "sort_values" and call.args and isinstance(call.args[0], ast.List))
    return True
