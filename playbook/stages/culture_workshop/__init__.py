"""Culture workshop: the tasks of a job, what could be automated, and what runs already."""

from playbook.stages.culture_workshop.agenda import ACTIVITIES
from playbook.stages.culture_workshop.board_findings import (
    say_boards,
    say_freed_time,
    say_questions,
    say_zone,
)
from playbook.stages.culture_workshop.dots import (
    ballot_matrix,
    dot_ranking,
    dot_robustness,
    dots_elsewhere,
    first_with_and_without,
    protect,
)
from playbook.stages.culture_workshop.figures import (
    draw_dots,
    draw_matrix,
    draw_questions,
    draw_reasons,
)
from playbook.stages.culture_workshop.labels import LABELS
from playbook.stages.culture_workshop.links import (
    close_initiatives,
    dotted_without_initiative,
    initiatives_to_tell,
    recurring_tasks,
)
from playbook.stages.culture_workshop.matrix import Zone, not_placed, place_tasks, question_counts
from playbook.stages.culture_workshop.rotation import (
    board_plan,
    group_sizes,
    rotation,
    workshop_people,
)
from playbook.stages.culture_workshop.seating import say_facilitator, say_groups
from playbook.stages.culture_workshop.task_findings import (
    say_doubt,
    say_elsewhere,
    say_ended,
    say_facilitators,
    say_first,
    say_initiatives,
    say_new_ground,
    say_reasons,
    say_recurring,
)

__all__ = [
    "ACTIVITIES",
    "LABELS",
    "Zone",
    "ballot_matrix",
    "board_plan",
    "close_initiatives",
    "dot_ranking",
    "dot_robustness",
    "dots_elsewhere",
    "dotted_without_initiative",
    "draw_dots",
    "draw_matrix",
    "draw_questions",
    "draw_reasons",
    "first_with_and_without",
    "group_sizes",
    "initiatives_to_tell",
    "not_placed",
    "place_tasks",
    "protect",
    "question_counts",
    "recurring_tasks",
    "rotation",
    "say_boards",
    "say_doubt",
    "say_elsewhere",
    "say_ended",
    "say_facilitator",
    "say_facilitators",
    "say_first",
    "say_freed_time",
    "say_groups",
    "say_initiatives",
    "say_new_ground",
    "say_questions",
    "say_reasons",
    "say_recurring",
    "say_zone",
    "workshop_people",
]
