"""A flag taken through the office's steps up to 告知, in a register of its own."""

from datetime import datetime

from dashboard import queries_flags
from dashboard.reports.notice_letter import Notified
from etl.lifecycle.records import as_it_was
from etl.lifecycle.states import Step
from tests.register.flags import BEIJING, office_in

NOTIFIED = datetime(2023, 1, 4, 10, tzinfo=BEIJING)


def recorded(folder, con, flag, version="20230103T100000-aaaaaaaa", at=NOTIFIED):
    """Take a flag through the office's steps up to 告知; gives the desk and what the letter needs."""
    made = office_in(folder)
    case = made.case(flag, queries_flags.case(con, None, flag).rows, version)
    for step in (Step.HINT, Step.CHECK, Step.NOTIFY):
        life = made.step(step, case, now=at)
    return made, Notified(life, as_it_was(made.desk.register, life.last(Step.NOTIFY)))
