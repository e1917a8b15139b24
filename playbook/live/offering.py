"""A stage's own notebook, opened by hand, offers its panel where votes are missing."""

from __future__ import annotations

import os

from playbook.kit import OUTPUT_VARIABLE, find_kit


def offer_panel(stage: str, campaign: str) -> None:
    """Show a stage's panel to whoever runs its notebook by hand, while somebody has not voted.

    In a run there is nobody to vote, and nothing is shown. Votes go into the campaign's database;
    where it has none, a sentence says so, and how to get one.

    Parameters
    ----------
    stage : str
        The panel: the stage's name.
    campaign : str
        The campaign: the name of a file in parameters/.

    Raises
    ------
    PlaybookError
        When the campaign's parameters or database cannot be used.
    """
    if os.environ.get(OUTPUT_VARIABLE):
        return
    # What a panel needs takes a second to import, which a run has no use for.
    from playbook.campaign.place import is_database
    from playbook.language import _, speaking
    from playbook.live.place import campaign_database, campaign_parameters, needs_database

    kit = find_kit()
    parameters = campaign_parameters(kit, campaign)
    with speaking(parameters.language):
        if not is_database(parameters.data):
            print(needs_database(campaign, parameters.data))
            practise = _("To practise, without keeping anything: notebooks/live/{stage}.ipynb.")
            print(practise.format(stage=stage))
            return
        from playbook.content.booklet import open_booklet
        from playbook.live.desk import Desk
        from playbook.live.opening import open_session, show
        from playbook.live.panels import make_panel
        from playbook.live.turnout import votes_lack

        panel = make_panel(stage, parameters, open_booklet(kit.root, parameters.language))
        engine = campaign_database(kit, campaign)
        session = open_session(kit, panel, engine, parameters, campaign)
        if votes_lack(Desk(session.store, parameters), panel):
            print(_("Votes are missing. Collect them here, then run the cells below again."))
            show(session)
