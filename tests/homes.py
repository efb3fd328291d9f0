"""Where Streamlit may appear and where short selects may stand, each with its reason."""

from etl.paths import ROOT

STREAMLIT_HOMES = {
    "app.py",
    "main.py",
    "settings.py",
    "parts_accounts.py",  # forms of accounts
    "signed_in.py",  # whose page it is, asked at every run
    "place_filters.py",  # the two filters that depend on it
    "choices.py",  # widgets whose value stands in the address
    "session.py",
    "parts.py",
    "parts_progress.py",  # panels side by side, and the list that two choices ask for
    "parts_quality.py",  # what a click chooses
    "parts_flags.py",  # a flag is explained, recorded and tried out by widgets
    "parts_digest.py",  # the earlier day and the version to compare with are chosen by widgets
    "papers_desk.py",  # papers and snapshots are taken away, measures compared
    "precheck_desk.py",  # a file is checked, kept for the session and handed in
    "acting.py",  # the edge where a person acts: account, moment, form
    "views",
}
SQL_HOMES = {
    "etl/warehouse.py",
    "etl/publishing.py",
    "etl/queries.py",
    "etl/evidence.py",
    "etl/flags/tallies.py",  # what the tests of the flags count, in one place
    "etl/rules.py",
    "etl/register.py",  # SQLite, not the warehouse
    "etl/register_file.py",  # the same
    "etl/lifecycle/records.py",  # the same
    "etl/accounts.py",  # the same
    "etl/account_acts.py",  # the same
    "etl/sessions.py",  # the same
    "etl/log_in.py",  # the same
    "etl/counting.py",
    "etl/pipeline.py",
    "etl/keeping/state.py",  # the hash of all results
    "etl/snapshots/tables.py",  # all tables out of a version and back
    "etl/snapshots/figures.py",
    "etl/snapshots/compare.py",  # of two archives, not of the warehouse
    "etl/layout.py",  # which tables and columns there are
    "etl/contract/intake.py",
    "etl/contract/judging.py",
    *(f"dashboard/{path.name}" for path in (ROOT / "dashboard").glob("queries*.py")),
}
