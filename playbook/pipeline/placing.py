"""Put what a run made into the reports folder: whole files only, and the manifest last."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from playbook.files import read_file, sha256, write_whole
from playbook.pipeline.reuse import is_intact
from playbook.report.beside import with_links
from playbook.report.brief import BRIEF, brief_page
from playbook.report.index import INDEX, index_page
from playbook.report.manifest import STEERING, Manifest, Status, page_file


def put_manifest(folder: Path, manifest: Manifest, outdated: Collection[str]) -> None:
    """Write the index that is drawn from a manifest, then the manifest.

    Parameters
    ----------
    outdated : collection of str
        The stages whose reports were made from other inputs than those there are now.
    """
    steering = manifest.stage(STEERING)
    part = ""
    if steering is not None and page_file(STEERING) in steering.outputs:
        part = read_file(folder / page_file(STEERING)).decode()
    page = index_page(manifest, outdated, part).encode()
    write_whole(folder / INDEX, page)
    write_whole(folder / BRIEF, brief_page(manifest).encode())
    replace(manifest, index=sha256(page)).write(folder)


def put_files(folder: Path, files: Mapping[str, bytes], before: Iterable[str]) -> None:
    """Put the files of a stage in place, and take away those it left before and does not now."""
    for name, content in files.items():
        write_whole(folder / name, content)
    remove_files(folder, [name for name in before if name not in files])


def put_links(folder: Path, manifest: Manifest) -> Manifest:
    """Link the pages of the stages with each other; the manifest has their new fingerprints.

    A page that is not as its stage left it stays so, and is found out.
    """
    for record in manifest.stages:
        name = page_file(record.name)
        if record.status is not Status.DONE or record.name == STEERING:
            continue
        if not is_intact(folder / name, record.outputs.get(name, "")):
            continue
        page = (folder / name).read_text(encoding="utf-8")
        linked = with_links(page, manifest, record.name)
        if linked != page:
            write_whole(folder / name, linked.encode())
            outputs = {**record.outputs, name: sha256(linked.encode())}
            manifest = manifest.with_stage(replace(record, outputs=outputs))
    return manifest


def remove_files(folder: Path, outputs: Iterable[str]) -> None:
    """Take away the files of a stage; only those that a manifest says the kit made."""
    for name in outputs:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()):
            path.unlink(missing_ok=True)
