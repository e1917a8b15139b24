"""What a browser may send, read whole before anything of it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

LONGEST_NAME = 100
"""Of a table, a column, an act or a form; identifiers in keys are held to the rows there are."""
LONGEST_WORDS = 20_000
"""Rules say what is too long for a text; this only ends what is no text any more."""
MOST_CELLS = 20
TOKEN = r"^([0-9]{8,20})?$"

Name = Annotated[str, Field(max_length=LONGEST_NAME)]
Words = Annotated[str, Field(max_length=LONGEST_WORDS)]
Token = Annotated[str, Field(pattern=TOKEN)]
Number = Annotated[float, Field(allow_inf_nan=False)]
Cell = Words | bool | int | Number | None
Given = Annotated[dict[Name, Cell], Field(max_length=MOST_CELLS)]


class _Asked(BaseModel):
    """A message that is answered: by these two, the page knows which of its own was meant."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    cell: Words | None = None
    number: int | None = None


class CellMessage(_Asked):
    """Cells of one row, as a person fills them."""

    kind: Literal["cell"]
    table: Name
    key: Annotated[dict[Name, Words], Field(max_length=MOST_CELLS)]
    given: Given


class ActMessage(_Asked):
    """A button that was pressed, or a form that was sent."""

    kind: Literal["act"]
    name: Name
    row: Words = ""
    token: Token = ""
    given: Given


class StateMessage(BaseModel):
    """The numbers that a browser keeps for answers that bear no name, by form."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    kind: Literal["state"]
    remembered: Annotated[dict[Name, Token], Field(max_length=MOST_CELLS)]


Message = CellMessage | ActMessage | StateMessage
_reader: TypeAdapter[Message] = TypeAdapter(Annotated[Message, Field(discriminator="kind")])


def read_message(content: object) -> Message:
    """What a browser sent, typed.

    Raises
    ------
    ValueError
        When it is nothing that a page sends; the error quotes nothing of it.
    """
    try:
        return _reader.validate_python(content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise ValueError(f"{first['type']} at {first['loc'][:1]}") from None


def echo_of(content: object) -> dict[str, Any]:
    """The two values that an answer repeats, of whatever was sent."""
    sent = content if isinstance(content, Mapping) else {}
    cell, number = sent.get("cell"), sent.get("number")
    return {
        "cell": cell if isinstance(cell, str) and len(cell) <= LONGEST_WORDS else None,
        "number": number if isinstance(number, int) else None,
    }
