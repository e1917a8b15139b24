"""Tell the changes to the code that change nothing, or nothing that data can reach, by rules.

`strict` of `zip`
    It guards against lengths that differ. Where the kit zips they are equal by construction, so
    nothing can be given that the guard would stop.
`None` for `False`
    As the value of an option, both read as no.
`None` for `float` in `astype`
    numpy reads None as float.
`"STABLE"` for `"stable"` in a sort
    numpy reads the name of a sort in either case.
`on` of `merge`, left out
    pandas merges on the columns in common, and one more of them would change the result.
`kind` of a sort by several columns
    pandas sorts by several columns in a way that is always stable.
"""

from __future__ import annotations

import ast


def changes_nothing(original: ast.AST, changed: ast.AST) -> bool:
    """Whether two versions of a function differ by what the rules allow only."""
    return _plain(original) == _plain(changed)


def _plain(tree: ast.AST) -> str:
    """A function without what makes no difference."""
    copy = ast.parse(ast.unparse(tree))
    for node in ast.walk(copy):
        if isinstance(node, ast.Call):
            if _name(node) == "astype":
                node.args = [
                    ast.Name("float", ast.Load()) if _is_none(own) else own for own in node.args
                ]
            node.keywords = [word for word in map(_option, node.keywords) if _counts(node, word)]
    return ast.dump(copy)


def _option(word: ast.keyword) -> ast.keyword:
    """An option, with `None` as `False` and the name of a sort in small letters."""
    if _is_none(word.value):
        word.value = ast.Constant(False)
    if word.arg == "kind" and isinstance(word.value, ast.Constant):
        word.value = ast.Constant(str(word.value.value).lower())
    return word


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
