-- One row per application of the roster; season, county, series and unit of everything else come from here.
-- A unit kind left empty accuses nobody of standing outside the scope of clause 一.
with scope as (
    select translate(unit_kind, '（）', '()') as unit_kind
    from rule.scope_unit_kind
)

select
    roster.application_no,
    roster.season,
    roster.county_code,
    roster.series_code,
    roster.unit,
    roster.name,
    roster.person,
    cast(roster.first_submitted_at as date) as applied_on,
    roster.replacement_for,
    coalesce(roster.unit_kind, '') = '' or scope.unit_kind is not null as is_in_scope,
    roster.row_id
from accepted.roster as roster
left join scope
    on scope.unit_kind = translate(replace(roster.unit_kind, ' ', ''), '（）　', '()')
