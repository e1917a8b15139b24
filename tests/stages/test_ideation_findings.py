"""What the ideation stage says, word by word."""

from __future__ import annotations

import pandas as pd
import pytest
from support.frames import frame

from playbook.language import speaking
from playbook.show.findings import Finding, Tone
from playbook.stages import ideation

AUDIT = ["participant_id", "dots", "ideas", "over", "unused", "piled", "unknown"]
NOTES = frame(
    "ideas", "idea_id text round", [(i, f"Idea {i}", "first_reflection") for i in "vwxyz"]
)


def said(finding: Finding | None) -> tuple[str, Tone]:
    assert finding is not None
    return finding.text, finding.tone


def in_french(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def audit(*ballots: tuple[int, int, int, int, int]) -> pd.DataFrame:
    """Rows of an audit: dots, over, unused, piled, unknown."""
    rows = [(f"P{i}", b[0], 1, *b[1:]) for i, b in enumerate(ballots)]
    return pd.DataFrame(rows, columns=AUDIT)


def votes(*ballots: dict[str, int]) -> pd.DataFrame:
    rows = [(f"P{i}", idea, n) for i, ballot in enumerate(ballots) for idea, n in ballot.items()]
    return frame("dot_votes", "participant_id idea_id dots", rows)


@pytest.mark.parametrize(
    ("reached", "words", "tone"),
    [
        ([], "The notes do not say who wrote them: participation cannot be told.", Tone.CAUTION),
        ([True, True], "Every participant wrote at least the 5 notes asked for.", Tone.RESULT),
        (
            [True, False],
            "1 of 2 participants wrote fewer than the 5 notes asked for.",
            Tone.CAUTION,
        ),
        ([False] * 3, "3 of 3 participants wrote fewer than the 5 notes asked for.", Tone.CAUTION),
    ],
)
def test_participation_is_said(reached: list[bool], words: str, tone: Tone) -> None:
    table = pd.DataFrame({"reached": reached})
    signed = frame("ideas", "idea_id participant_id text round")
    assert said(ideation.say_participation(table, 5, signed)) == (words, tone)


def test_one_note_asked_for_is_said_in_the_singular() -> None:
    def sentence(*reached: bool) -> str:
        signed = frame("ideas", "idea_id participant_id text round")
        table = pd.DataFrame({"reached": reached})
        return said(ideation.say_participation(table, 1, signed))[0]

    assert sentence(True) == "Every participant wrote at least the note asked for."
    assert sentence(False) == "1 of 1 participants wrote fewer than the note asked for."
    with speaking("fr"):
        assert sentence(True).endswith("au moins le post-it demandé.")


def test_notes_that_nobody_signed_may_be_those_that_are_missing() -> None:
    def sentence(unsigned: int, *reached: bool) -> str:
        rounds = ["first_reflection"] * unsigned + ["follow_up"]
        ideas = frame("ideas", "idea_id text round", [(i, "Sort", r) for i, r in enumerate(rounds)])
        table = pd.DataFrame({"reached": reached})
        return said(ideation.say_participation(table, 5, ideas))[0]

    assert sentence(0, False).endswith("notes asked for.")
    assert sentence(1, False).startswith("1 of 1 participants wrote fewer than the 5 notes asked")
    assert sentence(1, False).endswith(
        "asked for. 1 note does not say who wrote it: it may be theirs."
    )
    assert sentence(2, False).endswith("2 notes do not say who wrote them: they may be theirs.")
    assert sentence(2, True).startswith("Every participant wrote")


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ([], "Nobody has said yet which notes need AI."),
        (["unsure", None], "Nobody has said yet which notes need AI."),
        (["yes"] + ["no"] * 299, "300 notes; of the 300 decided on, 1 (under 1%) need AI."),
        (["yes"], "1 note; of the 1 decided on, 1 (100%) need AI."),
        (
            ["yes", "no", "no", None],
            "4 notes; of the 3 decided on, 1 (33%) need AI. 1 is still to be decided.",
        ),
        (
            ["no", "unsure", None],
            "3 notes; of the 1 decided on, 0 (0%) need AI. 2 are still to be decided.",
        ),
    ],
)
def test_notes_that_need_ai_are_shares_of_those_decided_on(
    kinds: list[str | None], words: str
) -> None:
    rows = [(f"N{i}", "Sort", "follow_up", kind) for i, kind in enumerate(kinds)]
    text, tone = said(ideation.say_ai(frame("ideas", "idea_id text round uses_ai", rows)))
    assert text == words
    assert tone is (Tone.DECIDE if "Nobody" in words else Tone.RESULT)


def themes(*rows: tuple[str | None, int, int]) -> pd.DataFrame:
    """Rows of a table of themes: theme, with AI, without."""
    columns = ["theme", "with_ai", "without_ai", "undecided", "notes"]
    return pd.DataFrame([(t, a, b, 0, a + b) for t, a, b in rows], columns=columns)


def test_themes_with_as_many_notes_are_named_together() -> None:
    one = ideation.say_themes(themes(("Mail", 2, 1), ("Staff", 1, 1), (None, 4, 4)))
    assert said(one) == ("“Mail” has the most notes (3).", Tone.RESULT)
    tie = ideation.say_themes(themes(("Mail", 2, 1), ("Staff", 0, 3)))
    assert said(tie)[0] == "“Mail” and “Staff” have the most notes (3 each)."
    for none in (themes(), themes((None, 1, 1))):
        words = ("No note has a theme yet: group them first.", Tone.DECIDE)
        assert said(ideation.say_themes(none)) == words


def test_steps_without_an_ai_idea_are_named() -> None:
    def steps(*counts: int) -> pd.DataFrame:
        rows = [(f"Step {i}", i, n, 0, 0) for i, n in enumerate(counts, 1)]
        columns = ["label", "position", "with_ai", "without_ai", "undecided"]
        return pd.DataFrame(rows, columns=columns)

    assert ideation.say_coverage(steps()) is None
    assert said(ideation.say_coverage(steps(1, 2))) == (
        "Every step of the process has at least one AI idea.",
        Tone.RESULT,
    )
    assert said(ideation.say_coverage(steps(1, 0))) == (
        "One step of the process has no AI idea: “Step 2”. Nothing to gain there, or not looked"
        " at?",
        Tone.DECIDE,
    )
    assert said(ideation.say_coverage(steps(0, 0)))[0] == (
        "2 steps of the process have no AI idea: “Step 1” and “Step 2”. Nothing to gain there, or"
        " not looked at?"
    )


def test_a_step_or_theme_whose_notes_are_undecided_is_not_said_to_have_no_ai_idea() -> None:
    steps = pd.DataFrame(
        {"label": ["Open", "Sort"], "position": [1, 2], "with_ai": 0, "without_ai": 0}
    )
    both = steps.assign(undecided=[1, 0])
    assert said(ideation.say_coverage(both))[0] == (
        "One step of the process has no AI idea: “Sort”. Nothing to gain there, or not looked at?"
        " No AI idea is sure yet for “Open”: notes are still to be decided."
    )
    unsure = steps.assign(undecided=1)
    assert said(ideation.say_coverage(unsure)) == (
        "No AI idea is sure yet for “Open” and “Sort”: notes are still to be decided.",
        Tone.DECIDE,
    )
    titles = [ideation.draw_coverage(both), ideation.draw_coverage(unsure)]
    titles.append(ideation.draw_themes(themes(("Mail", 0, 1)).assign(undecided=2)))
    assert [chart.alt.split(".")[0] for chart in titles if chart] == [
        "1 step of the process has no AI idea",
        "2 steps of the process have no AI idea that is sure yet",
        "No theme has an AI idea that is sure yet",
    ]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "No two notes are alike enough to be proposed for merging."),
        (1, "1 pair of notes may be the same idea: merge it, or keep both."),
        (2, "2 pairs of notes may be the same idea: merge them, or keep both."),
    ],
)
def test_duplicates_are_said(count: int, words: str) -> None:
    pairs = pd.DataFrame({"idea_id": ["N"] * count})
    assert said(ideation.say_duplicates(pairs)) == (words, Tone.DECIDE if count else Tone.RESULT)


def test_proposed_themes_are_said_with_how_often_they_are_right() -> None:
    def sentence(proposals: list[str | None], tried: int, right: int) -> Finding | None:
        accuracy = pd.DataFrame({"notes": [9], "proposed": [tried], "right": [right]})
        return ideation.say_proposed_themes(pd.DataFrame({"proposed_theme": proposals}), accuracy)

    assert sentence([], 3, 2) is None
    assert said(sentence([None], 0, 0)) == (
        "1 note has no theme; a theme is proposed for 0 of them.",
        Tone.CAUTION,
    )
    assert said(sentence(["Mail", None], 4, 3))[0] == (
        "2 notes have no theme; a theme is proposed for 1 of them. Tried on notes whose theme is"
        " known, the proposal was right 3 times of 4."
    )
    assert said(sentence(["Mail"], 1, 1))[0].endswith("was right 1 time of 1.")


GOOD = (3, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("ballots", "words"),
    [
        ([GOOD, GOOD], "6 dots counted: every ballot follows the rules."),
        ([(1, 0, 2, 0, 0)], "1 dot counted; 2 were not used."),
        ([(5, 2, 0, 0, 0), GOOD], "8 dots counted; 1 person placed more than 3."),
        ([(5, 2, 0, 0, 0), (4, 1, 0, 0, 0)], "9 dots counted; 2 people placed more than 3."),
        (
            [(2, 0, 1, 0, 0), (0, 0, 3, 0, 0)],
            "2 dots counted; 1 was not used and 1 person placed none.",
        ),
        ([GOOD, (0, 0, 3, 0, 0), (0, 0, 3, 0, 0)], "3 dots counted; 2 people placed none."),
        ([(3, 0, 0, 1, 0)], "3 dots counted; 1 is beyond the limit on one idea."),
        (
            [(3, 0, 0, 2, 1)],
            "3 dots counted; 2 are beyond the limit on one idea and 1 is on an unknown idea.",
        ),
        ([(3, 0, 0, 0, 2)], "3 dots counted; 2 are on unknown ideas."),
    ],
)
def test_faults_of_ballots_are_said(
    ballots: list[tuple[int, int, int, int, int]], words: str
) -> None:
    tone = Tone.RESULT if "every" in words else Tone.CAUTION
    assert said(ideation.say_ballots(audit(*ballots), 3)) == (words, tone)


def test_whether_ballots_with_too_many_dots_decide_is_said() -> None:
    over = audit((4, 1, 0, 0, 0))
    assert ideation.say_over_quota({"x"}, {"y"}, audit(GOOD), NOTES) is None
    assert said(ideation.say_over_quota({"x"}, {"x"}, over, NOTES)) == (
        "Without the ballots that have too many dots, the same ideas come first.",
        Tone.RESULT,
    )
    assert said(ideation.say_over_quota({"x", "z"}, {"y", "z"}, over, NOTES)) == (
        "The ballots with too many dots decide what comes first: without them, “Idea y” would come"
        " in, and “Idea x” would go out. Settle what counts before going on.",
        Tone.DECIDE,
    )
    assert (
        "nothing would come in, and “Idea x” would go out"
        in said(ideation.say_over_quota({"x"}, set(), over, NOTES))[0]
    )


def ranked(*ballots: dict[str, int]) -> tuple[pd.DataFrame, list[Finding | None]]:
    """The ranking, and what is said of its doubt."""
    table = votes(*ballots)
    sure = ideation.dot_robustness(table, 1, 200, 1)
    ranking = ideation.dot_ranking(sure, table, NOTES)
    return ranking, ideation.say_doubt(sure, table, ranking)


def test_what_comes_first_is_said_and_a_tie_is_a_tie() -> None:
    assert said(ideation.say_first(ranked({"x": 1})[0]))[0] == "“Idea x” comes first (1 dot)."
    assert said(ideation.say_first(ranked({"x": 2, "y": 1})[0]))[0] == (
        "“Idea x” comes first (2 dots)."
    )
    tie, _doubt = ranked({"x": 1, "y": 1, "z": 1, "w": 1})
    assert said(ideation.say_first(tie))[0] == (
        "4 ideas share the first place (1 dot each), among them “Idea w”, “Idea x” and “Idea y”."
    )
    assert said(ideation.say_first(ranked()[0])) == ("Nobody has voted yet.", Tone.CAUTION)


def test_doubt_is_said_of_the_ideas_by_their_text() -> None:
    _table, doubt = ranked({"x": 3}, {"x": 3}, {"x": 2, "y": 1})
    assert [f.text for f in doubt if f] == [
        "If people like these voted again, the first place would stay in 100% of cases.",
        "The votes put “Idea x” clearly ahead of all others.",
        "No single voter decides the first places.",
    ]
    assert ranked()[1] == []


def test_one_voter_who_decides_is_counted_among_all() -> None:
    _table, doubt = ranked({"x": 3}, {"y": 1}, {"y": 1})
    # Without the first voter y is first; without another, x stays there.
    assert doubt[2] is not None
    assert doubt[2].text == (
        "Taking one voter away would change the first place in 1 of 3 cases, and the first places"
        " together in 1."
    )


@pytest.mark.parametrize(
    ("similarities", "words"),
    [
        ([], "No idea came in after the workshop. Has the questionnaire been sent?"),
        ([None], "1 idea came in after the workshop."),
        ([0.6, None], "2 ideas came in after the workshop. 1 is close to an earlier note."),
        ([0.6, 0.7], "2 ideas came in after the workshop. 2 are close to earlier notes."),
    ],
)
def test_follow_ups_are_said(similarities: list[float | None], words: str) -> None:
    table = pd.DataFrame({"similarity": pd.Series(similarities, dtype=float)})
    tone = Tone.RESULT if similarities else Tone.DECIDE
    assert said(ideation.say_follow_ups(table)) == (words, tone)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "There is no shortlist yet: nobody has voted."),
        (1, "1 idea goes on to prioritisation, where people rate its value and feasibility."),
        (2, "2 ideas go on to prioritisation, where people rate their value and feasibility."),
    ],
)
def test_the_shortlist_is_said(count: int, words: str) -> None:
    table = pd.DataFrame({"title": ["Sort"] * count})
    assert said(ideation.say_shortlist(table)) == (words, Tone.DECIDE)


def test_sentences_are_said_in_french() -> None:
    with speaking("fr"):
        ballots = said(ideation.say_ballots(audit((4, 1, 0, 0, 0), (2, 0, 1, 0, 0)), 3))[0]
        first = said(ideation.say_first(ranked({"x": 1, "y": 1})[0]))[0]
        shortlist = said(ideation.say_shortlist(pd.DataFrame({"title": ["a", "b"]})))[0]
    assert in_french(ballots) == (
        "6 gommettes comptées ; 1 personne en a posé plus de 3 et 1 n’a pas été utilisée."
    )
    assert in_french(first) == (
        "2 idées se partagent la première place (1 gommette chacune), dont « Idea x » et"
        " « Idea y »."
    )
    assert shortlist.startswith("2 idées passent en priorisation")
