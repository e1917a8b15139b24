"""The certificate of a room, read before anything is served."""

from __future__ import annotations

import ssl
from pathlib import Path

from playbook.errors import PlaybookError
from playbook.language import _


def encryption(certificate: Path | None, private_key: Path | None) -> ssl.SSLContext | None:
    """What https needs; None where no certificate was given.

    Parameters
    ----------
    certificate : Path or None
        A PEM file, with the certificates in between, if there are any.
    private_key : Path or None
        The PEM file of its key; None where the certificate's own holds it.

    Raises
    ------
    PlaybookError
        When there is a key alone, or the two cannot be used.
    """
    if certificate is None:
        if private_key is not None:
            raise PlaybookError(_("--keyfile needs its certificate: give --certfile too."))
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    try:
        # Without a password here, one that the key needs would be asked for on the terminal.
        context.load_cert_chain(certificate, private_key, password="")
    except (OSError, ValueError) as error:
        message = _(
            "the certificate cannot be used ({reason}). Both files must be PEM, belong together,"
            " and the key must have no password."
        )
        reason = getattr(error, "reason", None) or getattr(error, "strerror", None) or error
        raise PlaybookError(message.format(reason=str(reason).lower().replace("_", " "))) from error
    return context
