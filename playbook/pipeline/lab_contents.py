"""What JupyterLab is told of a campaign's notebooks: drafts of the kit's until they are saved."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager
from traitlets import Unicode

from playbook.kit import Kit
from playbook.pipeline.own_notebooks import stamp

Manager: Any = AsyncLargeFileManager  # whose methods have no types


class CampaignNotebooks(Manager):  # type: ignore[misc]
    """The files of a kit, with drafts where a campaign has no notebook of its own yet."""

    own = Unicode(config=True, help="The campaign's own notebooks.")
    drafts = Unicode(config=True, help="The drafts, each called as the notebook it would become.")

    def _get_os_path(self, path: str) -> str:
        """The file behind a path: the draft while there is no notebook."""
        place = super()._get_os_path(path)
        draft = self._draft(Path(place))
        return str(draft) if draft else place

    def _draft(self, place: Path) -> Path | None:
        """The draft of a notebook that is not there."""
        draft = Path(self.drafts, place.name)
        is_own = place.parent == Path(self.own) and not place.exists()
        return draft if is_own and draft.is_file() else None

    async def _dir_model(self, path: str, content: bool = True) -> dict[str, Any]:
        """What is in a folder; in the campaign's, the drafts as well."""
        model: dict[str, Any] = await super()._dir_model(path, content=content)
        if content and Path(self._get_os_path(path)) == Path(self.own):
            there = {entry["name"] for entry in model["content"]}
            for draft in sorted(Path(self.drafts).glob("*.ipynb")):
                if draft.name not in there:
                    entry = await self.get(f"{path}/{draft.name}", content=False)
                    model["content"].append(entry)
        return model

    async def save(self, model: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Save a file; a draft that is saved becomes the campaign's own notebook."""
        place = Path(super()._get_os_path(path.strip("/")))
        if draft := self._draft(place):
            shutil.copyfile(draft, place)
        if place.parent == Path(self.own) and model.get("type") == "notebook":
            stamp(Kit(Path(self.root_dir)), model["content"], place)
        saved: dict[str, Any] = await super().save(model, path)
        return saved
