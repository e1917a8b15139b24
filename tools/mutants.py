"""Change the code in small ways, one at a time, and see whether a test notices (mutmut).

    python tools/mutants.py [PACKAGE ...] [--part NAME] [--jobs N]
                            [--sample N [--seed TEXT] | --again]

PACKAGE is `statistics` or `stages/<name>`; all of them unless named. A stage is measured in two
parts: the modules that compute, and those that say and draw what was computed. A part is copied to
`.mutants/` and changed there; the package's own tests, and its notebook, are run on every change,
or on a sample drawn at random; with `--again`, on those that no test noticed last time, or that
were not tried, after tests or code have changed (new test files are seen by a whole run only). The
scores are written into docs/quality.md, and what no test noticed into
`.mutants/<package>_<part>.txt`, as differences.

Two kinds of changes are counted as noticed though the package's own tests let them pass: a change
to the words of a message, which tests/test_project.py notices because the catalogues lack them;
and one that never ends, which mutmut stops. Changes that no test can notice, since they change
nothing, are told by the rules of tools/equivalents.py and counted apart.
"""

from __future__ import annotations

import argparse
import ast
import difflib
import itertools
import json
import os
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from equivalents import changes_nothing

ROOT = Path(__file__).parents[1]
WORK = ROOT / ".mutants"
PAGE = ROOT / "docs/quality.md"
COPIED = ("playbook", "tests", "data", "notebooks", "parameters", "tools")
PARTS = ("computed", "shown")
MESSAGES = {"_", "N_", "ngettext"}
KILLED, UNNOTICED = {1, 3}, {0, 5, 33}
NOTEBOOK_TEST = (
    "tests/stages/test_notebooks_as_committed.py"
    "::test_a_notebook_shows_what_it_is_committed_with[{stage}]"
)
SECTION = """
[tool.mutmut]
source_paths = ["playbook"]
only_mutate = {modules}
also_copy = ["data", "notebooks", "parameters", "tools"]
pytest_add_cli_args = ["-o", "addopts=", "-p", "no:nbval", "--hypothesis-seed=0"]
pytest_add_cli_args_test_selection = {tests}
"""


def main() -> int:
    """Try the packages, one after the other."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("packages", nargs="*", default=all_packages())
    parser.add_argument("--part", choices=PARTS, help="only what is computed, or what is shown")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--sample", type=int, help="changes to try in a part; all unless given")
    parser.add_argument("--seed", default="", help="any text, to draw another sample")
    parser.add_argument(
        "--again", action="store_true", help="only what was not noticed, or not tried"
    )
    chosen = parser.parse_args()
    parts = [chosen.part] if chosen.part else PARTS
    for package, part in itertools.product(chosen.packages, parts):
        changed = modules(package, part)
        if not changed:
            continue
        folder = WORK / f"{package}_{part}".replace("/", "_")
        refresh(folder) if chosen.again else prepare(folder, package, changed)
        options = ["--max-children", str(chosen.jobs)]
        run_mutmut(folder, "nothing", *options, check=False)  # it stops when all are made
        set_aside(package, folder)
        if chosen.sample or chosen.again:
            names = sorted(to_try(package, folder))
            if chosen.sample:
                names = random.Random(package + chosen.seed).sample(
                    names, min(chosen.sample, len(names))
                )
            options += names
        run_mutmut(folder, *options)
        counts = count(package, folder)
        made = sum(len(codes_of(meta)) for meta in metas(package, folder))
        record(f"{package}, {part}", counts, made)
        print(f"{package}, {part}: {dict(counts)}", flush=True)
    return 0


def run_mutmut(folder: Path, *options: str, check: bool = True) -> None:
    """Run mutmut in a folder made by `prepare`; what it says goes to a file."""
    command = [sys.executable, "-m", "mutmut", "run", *options]
    # mutmut forks, and OpenMP's threads are not there in what was forked: it would wait for ever.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    with (folder / "mutmut.log").open("wb") as log:
        subprocess.run(command, cwd=folder, env=environment, stdout=log, stderr=log, check=check)


def all_packages() -> list[str]:
    """The packages that compute: statistics, then every stage."""
    stages = sorted(path.parent.name for path in ROOT.glob("playbook/stages/*/__init__.py"))
    return ["statistics", *(f"stages/{name}" for name in stages)]


def modules(package: str, part: str) -> list[str]:
    """The modules of a package that compute, or those that say and draw what was computed."""
    found = {
        str(path.relative_to(ROOT)): "finding" in path.stem
        or "matplotlib" in path.read_text("utf-8")
        for path in sorted((ROOT / "playbook" / package).glob("*.py"))
    }
    return [name for name, shows in found.items() if shows == (part == "shown")]


def prepare(folder: Path, package: str, changed: list[str]) -> None:
    """Copy what the tests of a package need, with mutmut told what to change."""
    shutil.rmtree(folder, ignore_errors=True)
    for name in COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    stage = package.removeprefix("stages/")
    tests = ["tests/statistics"]
    if stage != package:
        tests = sorted(f"tests/stages/{path.name}" for path in tests_of(stage))
        tests += ["tests/show", NOTEBOOK_TEST.format(stage=stage)]
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    section = SECTION.format(modules=json.dumps(changed), tests=json.dumps(tests))
    (folder / "pyproject.toml").write_text(project + section, encoding="utf-8")


def refresh(folder: Path) -> None:
    """Copy code and tests anew into a folder made by `prepare`, and keep what was found there.

    mutmut forgets what it found in functions that have changed.
    """
    # Which test calls what is found anew: a test that was there may say more now.
    (folder / "mutants/mutmut-stats.json").unlink(missing_ok=True)
    for name in set(COPIED) - {"playbook"}:
        for place in (folder, folder / "mutants"):
            shutil.rmtree(place / name, ignore_errors=True)
            shutil.copytree(ROOT / name, place / name)
    # With new times, since mutmut goes by them; what it found it keeps by the functions' contents.
    again = {"copy_function": shutil.copy, "dirs_exist_ok": True}
    shutil.copytree(ROOT / "playbook", folder / "playbook", **again)
    code = shutil.ignore_patterns("*.py")  # which mutmut copies itself
    shutil.copytree(ROOT / "playbook", folder / "mutants/playbook", ignore=code, dirs_exist_ok=True)


def tests_of(stage: str) -> list[Path]:
    """The test files of a stage."""
    return list((ROOT / "tests/stages").glob(f"test_{stage}_*.py"))


def set_aside(package: str, folder: Path) -> None:
    """Count as tried what no test of the package can notice: all of them would run, for nothing."""
    for meta in metas(package, folder):
        found = json.loads(meta.read_text(encoding="utf-8"))
        codes, functions = found["exit_code_by_key"], dict(functions_of(meta.with_suffix("")))
        untried = [name for name, code in codes.items() if code is None]
        apart = [name for name in untried if kind(functions, name) != "survived"]
        found["exit_code_by_key"] |= dict.fromkeys(apart, 0)
        meta.write_text(json.dumps(found, indent=4), encoding="utf-8")


def to_try(package: str, folder: Path) -> Iterator[str]:
    """The changes that were not tried, or not noticed though a test could."""
    for meta in metas(package, folder):
        functions = dict(functions_of(meta.with_suffix("")))
        for name, code in codes_of(meta).items():
            if code is None or (code in UNNOTICED and kind(functions, name) == "survived"):
                yield name


def count(package: str, folder: Path) -> Counter[str]:
    """How many changes were noticed, and by what; lists the others in a file."""
    counts: Counter[str] = Counter()
    unnoticed = []
    for meta in metas(package, folder):
        functions = dict(functions_of(meta.with_suffix("")))
        for name, code in codes_of(meta).items():
            if code is None:  # the run was cut short before it
                continue
            if code in KILLED:
                counts["killed"] += 1
            elif code not in UNNOTICED:
                counts["never ended"] += 1
            else:
                counts[kind(functions, name)] += 1
                if kind(functions, name) == "survived":
                    unnoticed.append(f"{name}\n{difference(*versions(functions, name))}\n")
    (WORK / f"{folder.name}.txt").write_text("\n".join(unnoticed), encoding="utf-8")
    return counts


def kind(functions: dict[str, ast.FunctionDef], name: str) -> str:
    """What a change is that the package's tests let pass: of wording, of nothing, or survived."""
    original, changed = versions(functions, name)
    if is_wording(original, changed):
        return "wording"
    return "nothing" if changes_nothing(original, changed) else "survived"


def metas(package: str, folder: Path) -> list[Path]:
    """The files in which mutmut keeps what it found, one beside each changed module."""
    return sorted((folder / "mutants/playbook" / package).rglob("*.meta"))


def codes_of(meta: Path) -> dict[str, int | None]:
    """Every change to a module by its name, and how its tests ended; None when not tried."""
    codes: dict[str, int | None] = json.loads(meta.read_text(encoding="utf-8"))["exit_code_by_key"]
    return codes


def functions_of(path: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions of a file that mutmut wrote, by name, those of classes among them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            yield node.name, node


def versions(
    functions: dict[str, ast.FunctionDef], name: str
) -> tuple[ast.FunctionDef, ast.FunctionDef]:
    """The function that a change was made from, and the changed one, under the same name."""
    name = name.split(".")[-1]
    changed, original = functions[name], functions[re.sub(r"__mutmut_\d+$", "__mutmut_orig", name)]
    changed.name = original.name
    return original, changed


def is_wording(original: ast.AST, changed: ast.AST) -> bool:
    """Whether nothing differs but the words of messages."""
    return ast.dump(_wordless(original)) == ast.dump(_wordless(changed))


def _wordless(tree: ast.AST) -> ast.AST:
    """A copy of a function in which all messages read the same."""
    copy = ast.parse(ast.unparse(tree))
    for node in ast.walk(copy):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MESSAGES:
            for word in node.args:
                if isinstance(word, ast.Constant) and isinstance(word.value, str | None):
                    word.value = "words"
    return copy


def difference(original: ast.AST, changed: ast.AST) -> str:
    """The lines that differ between two versions of a function."""
    lines = (ast.unparse(tree).splitlines() for tree in (original, changed))
    compared = difflib.unified_diff(*lines, lineterm="", n=0)
    return "\n".join(line for line in compared if not line.startswith(("---", "+++", "@@")))


def record(label: str, counts: Counter[str], made: int) -> None:
    """Write the score of a part of a package into its row of the page."""
    total = sum(counts.values())
    tried = str(total) if total == made else f"{total} of {made}"
    noticed = total - counts["nothing"] - counts["survived"]
    kinds = ("killed", "wording", "never ended", "nothing", "survived")
    cells = [tried, *(counts[kind] for kind in kinds)]
    row = f"| {label} | {' | '.join(map(str, cells))} | {noticed / max(total, 1):.1%} |"
    page = PAGE.read_text(encoding="utf-8")
    written, found = re.subn(rf"^\| {re.escape(label)} \|.*$", row, page, flags=re.MULTILINE)
    if not found:
        written = page.replace("<!-- scores end -->", f"{row}\n<!-- scores end -->")
    PAGE.write_text(written, encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
