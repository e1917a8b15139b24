"""The small pages around the panels: where links lead, why one does not open, the list of links."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from http import HTTPStatus
from pathlib import Path

import jinja2
import segno

from playbook.language import _, language
from playbook.live.blocks import Block, part, text
from playbook.live.reveals.slides import image
from playbook.live.serving.addresses import Address
from playbook.live.serving.roster import Link

TEMPLATES = Path(__file__).parent / "template"


def refusal_page(status: int) -> str:
    """What somebody reads who is not let in, or asks for what is not there."""
    if status == HTTPStatus.FORBIDDEN:
        title = _("This link does not open the panel")
        advice = _(
            "It may have been replaced or revoked, or the session is over. Ask the"
            " facilitator for your link."
        )
    elif status < HTTPStatus.INTERNAL_SERVER_ERROR:
        title = _("There is nothing here")
        advice = _("Open your link again.")
    else:
        title = _("Something went wrong")
        advice = _("Your stored votes are safe. Open your link again.")
    again = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return render("refusal.html.j2", title=title, advice=advice, again=again)


def entrance_page() -> str:
    """A page that goes on to the panel by itself."""
    return render("entrance.html.j2", title=_("One moment…"), onward=_("Go to the panel"))


def links_page(links: Sequence[Link], address: Address) -> str:
    """The list of links with their QR codes, to show, print, copy and revoke."""
    return render(
        "links.html.j2",
        title=_("Links"),
        lead=_(
            "One link per person: whoever opens it votes as that person. Hand them out one by one;"
            " do not project this page."
        ),
        warning="" if address.encrypted or address.is_local else unencrypted_warning(),
        links=[(link, qr_code(link.address) if link.address else "") for link in links],
        words={
            "back": _("Back to the panel"),
            "print": _("Print"),
            "copy_link": _("Copy the link"),
            "copied": _("Copied ✓"),
            "revoke": _("Revoke"),
            "renew": _("New link"),
            "revoked": _("Revoked: no link opens for this person."),
        },
    )


def unencrypted_warning() -> str:
    """What must be said when anybody in the network can read along."""
    return _(
        "The connection is not encrypted: whoever listens in this network can read the votes and"
        " take over links. Use a network that you trust, or give a certificate (--certfile)."
    )


def join_block(address: Address) -> Block | None:
    """How people come in, for the screen; nothing where only this machine can.

    The code leads to the panel those who have opened their link before: no token is on the screen.
    """
    if address.is_local:
        return None
    words = _("Open your own link to take part. This code leads back to the panel: {address}")
    code = image(
        qr_code(address.url), _("QR code of {address}").format(address=address.url), "join"
    )
    return part("join", _("Take part"), [code, text(words.format(address=address.url), "note")])


def qr_code(text: str) -> str:
    """A QR code as inline SVG, dark on white whatever the page's colours."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=True, scale=4, border=4, light="white", omitsize=True
    )
    return out.getvalue().decode()


def render(name: str, **words: object) -> str:
    """A page from its template, in the language being spoken."""
    return _environment().get_template(name).render(language=language(), **words)


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined
    )
