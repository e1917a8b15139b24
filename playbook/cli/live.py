"""Hold a vote in a room."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from playbook.cli.app import app, speak_of
from playbook.language import _

Host = Annotated[str, typer.Option(help="Where to listen; 0.0.0.0 lets the machine's networks in.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]
Certificate = Annotated[
    Path | None,
    typer.Option(exists=True, dir_okay=False, help="A certificate (PEM), to encrypt with https."),
]


@app.command()
def live(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    stage: Annotated[str, typer.Argument(metavar="STAGE", help="A panel of notebooks/live/.")],
    host: Host = "localhost",
    port: Port = 8866,
    browser: Annotated[bool, typer.Option(help="Open the facilitator's page.")] = True,
    certfile: Certificate = None,
    keyfile: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="Its private key (PEM)."),
    ] = None,
) -> None:
    """Let people vote in their browsers: a link each, stored vote by vote."""
    from playbook.kit import find_kit
    from playbook.live.serving.addresses import Address
    from playbook.live.serving.room import open_room
    from playbook.live.serving.supervisor import hold

    kit = find_kit()
    speak_of(kit, name)
    address = Address(host, port, certfile is not None)
    room = open_room(kit, name, stage, address, certfile, keyfile)
    hold(room, browser)


@app.command()
def links(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The campaign.")],
    revoke: Annotated[
        list[str] | None,
        typer.Option(metavar="PARTICIPANT", help="Revoke the link of a participant."),
    ] = None,
    renew: Annotated[
        list[str] | None,
        typer.Option(metavar="PARTICIPANT", help="Replace the link of a participant."),
    ] = None,
    host: Host = "localhost",
    port: Port = 8866,
    https: Annotated[bool, typer.Option("--https", help="As served with a certificate.")] = False,
) -> None:
    """List the links to live panels, revoke or renew some; it takes effect within a second."""
    from playbook.kit import find_kit
    from playbook.live.place import campaign_parameters
    from playbook.live.serving.addresses import Address
    from playbook.live.serving.room import open_access
    from playbook.live.serving.roster import Roster
    from playbook.sources.database import in_words

    kit = find_kit()
    speak_of(kit, name)
    roster = Roster(open_access(kit, name), Address(host, port, https))
    with in_words(campaign_parameters(kit, name).data):
        for person in revoke or ():
            roster.revoke(person)
        for person in renew or ():
            roster.renew(person)
        links = roster.links()
    for link in links:
        print(f"{link.name}: {link.address or _('revoked')}")
