"""All stages of the demo from nothing, beside other ways to run and export the same notebooks."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.figures import Figure, seconds, times
from benchmarks.measuring import BIN, ROOT, Cost, private_kit, run
from playbook.pipeline.workers import FIXED_ENVIRONMENT

CAMPAIGN = "demo"
UV = ROOT / ".uv" / "bin" / "uv"
BOOK_CONFIGURATION = "title: demo\nexecute: {execute_notebooks: force, timeout: 600}\n"
BOOK = [str(UV), "run", "--frozen", "--no-sync", "--with", "jupyter-book<2", "jupyter-book"]


def measure() -> list[Figure]:
    """Time every way on the same notebooks, one after the other."""
    pairs = [(_kit(), _floor()) for _time in range(3)]  # by turns: a machine is not always as quick
    kit_way, floor = sorted(pairs, key=_beyond)[1]
    plain = _kit("--jobs", "1", plain=True)
    others = {
        "`papermill`, then `jupyter nbconvert`, per notebook": _commands_per_notebook(),
        "papermill's API and HTMLExporter in one process": _one_process(),
        "`jupyter nbconvert --execute` on all at once": _execute_all(),
        "Jupyter Book 1": _jupyter_book(),
    }
    loop, *rest = others.values()
    best = min(cost.seconds for cost in rest)
    ratios = [
        Figure(
            "Cold run of all stages against the loop of commands",
            times(loop.seconds / kit_way.seconds),
            aim="12 times or more",
            met=loop.seconds / kit_way.seconds >= 12,
        ),
        Figure(
            "Cold run of all stages against the best of the others",
            times(best / kit_way.seconds),
            aim="6 times or more",
            met=best / kit_way.seconds >= 6,
        ),
        Figure(
            "Processor time of a cold run against one import and the cells' own work",
            f"{_beyond((kit_way, floor)):.2f} times",
            f"{seconds(kit_way.processor_seconds)} against {seconds(floor.processor_seconds)},"
            f" the middle of three: {', '.join(f'{_beyond(pair):.2f}' for pair in pairs)}",
            aim="1.25 times or less",
            met=_beyond((kit_way, floor)) <= 1.25,
        ),
    ]
    return [
        _row("`playbook run demo`", kit_way),
        _row("the same with plain kernels, one at a time", plain),
        *(_row(name, cost) for name, cost in others.items()),
        *ratios,
    ]


def _beyond(pair: tuple[Cost, Cost]) -> float:
    """How many times the processor time of the second the first takes."""
    return pair[0].processor_seconds / pair[1].processor_seconds


def _row(name: str, cost: Cost) -> Figure:
    """One way of running the notebooks."""
    memory = f"{cost.peak_megabytes:.0f} MB"
    processor = f"{seconds(cost.processor_seconds)} of processor"
    return Figure(f"Cold run: {name}", f"{seconds(cost.seconds)}, {processor}, {memory}")


def _kit(*options: str, plain: bool = False) -> Cost:
    """The kit's own way."""
    with private_kit() as kit:
        environment = {"PLAYBOOK_KERNELS": "plain"} if plain else {}
        return run([[str(BIN / "playbook"), "run", CAMPAIGN, *options]], kit, environment)


def notebooks(kit: Path) -> list[Path]:
    """The stages of the demo."""
    return sorted((kit / "notebooks").glob("*.ipynb"))


def _commands_per_notebook() -> Cost:
    """The loop that Papermill's documentation leads to."""
    with private_kit() as kit:
        commands = []
        for path in notebooks(kit):
            executed = f"reports/{path.name}"
            options = ["-p", "campaign", CAMPAIGN, "-k", "python3", "--no-progress-bar"]
            commands.append([f"{BIN}/papermill", str(path), executed, *options])
            commands.append([f"{BIN}/jupyter-nbconvert", "--to", "html", executed])
        return run(commands, kit)


def _one_process() -> Cost:
    """A script that imports both once."""
    script = """
import glob, papermill, nbformat
from nbconvert import HTMLExporter
for path in sorted(glob.glob("notebooks/*.ipynb")):
    out = path.replace("notebooks/", "reports/")
    papermill.execute_notebook(
        path, out, {"campaign": "demo"}, kernel_name="python3", progress_bar=False
    )
    html, _ = HTMLExporter().from_notebook_node(nbformat.read(out, 4))
    open(out.replace(".ipynb", ".html"), "w").write(html)
"""
    with private_kit() as kit:
        return run([[f"{BIN}/python", "-c", script]], kit)


def _execute_all() -> Cost:
    """One command for all notebooks."""
    with private_kit() as kit:
        paths = [str(path) for path in notebooks(kit)]
        command = [f"{BIN}/jupyter-nbconvert", "--to", "html", "--execute"]
        return run([[*command, "--output-dir", "reports", *paths]], kit)


def _jupyter_book() -> Cost:
    """A book of the notebooks; what it installs is installed before the clock starts."""
    run([[*BOOK, "--version"]], ROOT)
    with private_kit() as kit:
        book = kit / "book"
        book.mkdir()
        names = [path.stem for path in notebooks(kit)]
        for path in notebooks(kit):
            shutil.copy(path, book / path.name)
        (book / "_config.yml").write_text(BOOK_CONFIGURATION)
        chapters = "".join(f"- file: {name}\n" for name in names[1:])
        (book / "_toc.yml").write_text(f"format: jb-book\nroot: {names[0]}\nchapters:\n{chapters}")
        command = [*BOOK, "build", str(book)]
        return run([command], ROOT, {"PLAYBOOK_ROOT": str(kit)}, may_fail=False)


def _floor() -> Cost:
    """One import of the stack, one reading of the campaign, the cells of every stage; no more.

    On one thread each; the stages read a snapshot and leave their results, as those of a run do.
    """
    script = """
import glob, nbformat, os
from pathlib import Path
import playbook.pipeline.warm
from playbook.kit import OUTPUT_VARIABLE, SNAPSHOT_VARIABLE, Kit
from playbook.pipeline.preparation import prepare
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
snapshot = Path.cwd() / "reports/snapshot"
prepare(Kit(Path.cwd()), "demo", snapshot, {}, print)
os.environ[SNAPSHOT_VARIABLE] = str(snapshot)
os.environ[OUTPUT_VARIABLE] = str(snapshot.parent)
for path in sorted(glob.glob("notebooks/*.ipynb")):
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    for cell in nbformat.read(path, 4).cells:
        if cell.cell_type == "code":
            with capture_output():
                shell.run_cell(cell.source).raise_error()
"""
    with private_kit() as kit:
        return run(
            [[f"{BIN}/python", "-c", script]], kit, {"MPLBACKEND": "agg", **FIXED_ENVIRONMENT}
        )
