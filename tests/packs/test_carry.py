"""Ideas that go on become use cases, and tasks the ideas of the next campaign; each only once."""

from __future__ import annotations

import pytest
from support.checking import Check

from playbook.campaign.checked import load_campaign
from playbook.errors import PlaybookError
from playbook.kit import Kit
from playbook.packs.carry import carry_shortlist, carry_tasks

PEOPLE = "participant_id\nA\nB\n"
IDEAS = (
    "idea_id,text,round\nI1,Sort mail,follow_up\nI2,Sort e-mail,follow_up\nI3,Call back,follow_up\n"
    "I4,New desks,follow_up\n"
)
DOTS = "participant_id,idea_id,dots\nA,I1,1\nA,I2,1\nB,I2,1\nB,I3,2\nA,I4,1\n"
USE_CASES = "use_case_id,title,idea_id\nU9,Ring them back,I3\n"
TABLES = {"participants": PEOPLE, "ideas": IDEAS, "dot_votes": DOTS}
TWO = "ideation: {shortlist_length: 2}\n"


@pytest.fixture(autouse=True)
def stages(kit: Kit) -> None:
    for number, name in enumerate(("ideation", "culture_workshop"), start=1):
        (kit.notebooks / f"{number}_{name}.ipynb").write_text("{}")


def use_cases(kit: Kit) -> list[tuple[str, str]]:
    table = load_campaign(kit, "test").table("use_cases")
    return list(zip(table["use_case_id"], table["title"], strict=True))


def test_the_first_ideas_become_use_cases_with_identifiers_of_their_own(
    check: Check, kit: Kit
) -> None:
    check(TABLES, "en", TWO)
    assert carry_shortlist(kit, "test") == ["Sort e-mail", "Call back"]
    assert use_cases(kit) == [("U-I2", "Sort e-mail"), ("U-I3", "Call back")]
    assert carry_shortlist(kit, "test") == []


def test_a_use_case_that_is_there_stays_as_it_is(check: Check, kit: Kit) -> None:
    check(TABLES | {"use_cases": USE_CASES}, "en", TWO)
    assert carry_shortlist(kit, "test") == ["Sort e-mail"]
    assert use_cases(kit) == [("U9", "Ring them back"), ("U-I2", "Sort e-mail")]


def test_a_merged_idea_gives_its_dots_away(check: Check, kit: Kit) -> None:
    check(TABLES, "en", "ideation: {shortlist_length: 1}\n")
    assert carry_shortlist(kit, "test", ["I2=I1"]) == ["Sort mail"]


def test_a_chain_of_merges_leads_to_its_end(check: Check, kit: Kit) -> None:
    check(TABLES, "en", "ideation: {shortlist_length: 1}\n")
    assert carry_shortlist(kit, "test", ["I2=I3", "I3=I4"]) == ["New desks"]


@pytest.mark.parametrize(
    ("merges", "words"),
    [
        (["I2=I9"], "there is no idea I9"),
        (["I2"], "names two ideas"),
        (["I1=I2", "I2=I1"], "in a circle"),
        (["I1=I1"], "in a circle"),
    ],
)
def test_a_merge_that_cannot_be_is_refused(
    check: Check, kit: Kit, merges: list[str], words: str
) -> None:
    check(TABLES)
    with pytest.raises(PlaybookError, match=words):
        carry_shortlist(kit, "test", merges)


def test_without_dots_nothing_is_carried(check: Check, kit: Kit) -> None:
    check({"participants": PEOPLE, "ideas": IDEAS})
    assert carry_shortlist(kit, "test") == []


def test_dotted_tasks_without_an_initiative_become_ideas_once(check: Check, kit: Kit) -> None:
    check(
        {
            "participants": PEOPLE,
            "tasks": "task_id,job,question,text\nT1,Clerk,typical_week,Type the letters again\n"
            "T2,Clerk,typical_week,Water the plants\n",
            "task_dots": "participant_id,task_id,reason\nA,T1,automatable\n",
        }
    )
    other = kit.parameters_of("test").read_text().replace("data/test", "data/next")
    kit.parameters_of("next").write_text(other)
    (kit.root / "data/next").mkdir()
    assert carry_tasks(kit, "test", "next") == ["Type the letters again"]
    ideas = load_campaign(kit, "next").table("ideas")
    assert ideas[["idea_id", "theme"]].to_numpy().tolist() == [["T-test-T1", "Clerk"]]
    assert carry_tasks(kit, "test", "next") == []


ROOM = "participant_id\n" + "".join(f"{person}\n" for person in "ABCDEF")
ANONYMOUS = "anonymous_votes: true\n"


def test_merged_ideas_have_the_dots_that_are_told_of_anonymous_ones(check: Check, kit: Kit) -> None:
    """3 + 3 are told as 2 + 2, below the 4 of another: told together as 6, both would be exact."""
    votes = "".join(f"{person},I1,1\n{person},I2,1\n" for person in "ABC")
    votes += "".join(f"{person},I4,1\n{person},I3,1\n" for person in "BCDE")
    tables = {"participants": ROOM, "ideas": IDEAS}
    one = "ideation: {shortlist_length: 1}\n"
    check(tables | {"dot_votes": f"participant_id,idea_id,dots\n{votes}"}, "en", one + ANONYMOUS)
    merged = carry_shortlist(kit, "test", ["I2=I1"])
    assert sorted(merged) == sorted(["Sort mail", "Call back", "New desks"])


def test_a_task_with_one_anonymous_dot_is_not_carried(check: Check, kit: Kit) -> None:
    tasks = "task_id,job,question,text\nT1,Clerk,typical_week,Type the letters again\n" + (
        "T2,Clerk,typical_week,Water the plants\nT3,Clerk,typical_week,Sort the post\n"
    )
    dots = "".join(f"{person},T1,automatable\n" for person in "ABCDEF") + "A,T2,automatable\n"
    check(
        {
            "participants": ROOM,
            "tasks": tasks,
            "task_dots": f"participant_id,task_id,reason\n{dots}",
        },
        "en",
        ANONYMOUS,
    )
    assert carry_tasks(kit, "test", "test") == ["Type the letters again"]
