"""A season's story from the first document to the last appointment: the order of the steps."""

from random import Random

from etl.sample.aftermath import revoke
from etl.sample.applicants import Applicants, Memory
from etl.sample.finishing import Finishing, publish
from etl.sample.habits import habit
from etl.sample.incidents import Incidents
from etl.sample.land import counties
from etl.sample.model import Application, SeasonStory
from etl.sample.people import Crowd
from etl.sample.quotas import USUAL_PLACES, draw_quotas
from etl.sample.reviewing import Desk, review
from etl.sample.timetable import timetable


def tell_seasons(seed: int, seasons: list[int], scale: int | None) -> list[SeasonStory]:
    """Tell the seasons one after the other; people who failed come again, the blacklisted too."""
    crowd, memory, told = Crowd(Random(f"{seed} people")), Memory(), []
    for season in sorted(seasons):
        rng = Random(f"{seed} {season}")
        total = scale or USUAL_PLACES + rng.randint(-6, 6)
        told.append(tell_season(season, total, crowd, memory, rng))
    return told


def tell_season(season: int, total: int, crowd: Crowd, memory: Memory, rng: Random) -> SeasonStory:
    """Tell one season and leave its failures to the next in `memory`."""
    table = timetable(season)
    habits = {county.code: habit(rng, county.code) for county in counties()}
    desks = {county.code: Desk(habits[county.code], county.short, table) for county in counties()}
    quotas = draw_quotas(table, total, rng)
    applicants = Applicants(table, crowd, rng)
    story = SeasonStory(season, quotas, applicants.first_round(quotas, memory))
    incidents = Incidents(story, applicants, desks, memory, total, rng)
    incidents.more_applicants()

    def proceed(application: Application) -> None:
        review(application, desks[application.county], rng)
        publish(application, habits[application.county], table, rng)

    for application in story.applications:
        proceed(application)
    for application in incidents.before_the_panel():
        proceed(application)
        story.applications.append(application)
    finishing = Finishing(habits, table, rng)
    for application in story.applications:
        finishing.finish(application)
    revoke(story, table, total, rng)
    _remember(story, memory)
    story.applications.sort(key=lambda application: application.application_no)
    return story


def _remember(story: SeasonStory, memory: Memory) -> None:
    memory.seasons.append(story.season)
    memory.failed = [
        application
        for application in story.applications
        if not application.sanctions and not application.has_passed
    ]
    memory.blacklisted += [
        (application, sanction.decided_on)
        for application in story.applications
        for sanction in application.sanctions
        if sanction.measure == "列入黑名单"
    ]
