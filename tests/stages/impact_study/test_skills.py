"""Impact study: skills that change without training."""

from __future__ import annotations

from support.impacts import MAIL, on_people

from playbook.show.findings import Finding, Tone
from playbook.stages.impact_study import skills


def test_skills_without_training_name_the_jobs_and_their_people() -> None:
    lacking = skills.without_training(MAIL)
    assert lacking["impact_id"].tolist() == ["P1", "P3"]
    assert list(lacking) == [
        "impact_id", "gap_id", "job", "skill_change", "tasks", "headcount", "severity",
    ]  # fmt: skip
    said = skills.say_untrained(lacking, MAIL)
    assert said.text == (
        "2 of 4 changes of skills have no training on offer: “Mail clerk” and “handler” (110"
        " people). Find one for each."
    )
    spelt = on_people(("1", "G", "Clerk", 9, "x", None, 3), ("2", "G", "clerk", 7, "y", None, 2))
    assert skills.say_untrained(skills.without_training(spelt), spelt).text == (
        "2 of 2 changes of skills have no training on offer: “Clerk” (9 people). Find one for each."
    )
    trained = on_people(("1", "G", "A", 5, "x", "y", 3))
    all_trained = skills.say_untrained(skills.without_training(trained), trained)
    assert all_trained == Finding("Every change of skills has a training on offer.")
    silent = on_people(("1", "G", "A", 5, None, None, 3))
    assert skills.say_untrained(skills.without_training(silent), silent) == Finding(
        "No change of skills is described: needs cannot be told.", Tone.CAUTION
    )


def test_without_an_impact_nothing_is_said_of_training() -> None:
    assert skills.say_untrained(skills.without_training(on_people()), on_people()) is None


def test_of_five_hundred_jobs_a_few_are_named() -> None:
    many = on_people(*[(str(i), "G", f"Job {i}", 9, "x", None, 3.5) for i in range(500)])
    said = skills.say_untrained(skills.without_training(many), many)
    assert "“Job" in said.text
    assert "496 more" in said.text
