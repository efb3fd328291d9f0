-- One row per application, kind of sheet and responsible office: the last day on which that kind's silence
-- tells something about the application. No row: nothing was loaded, or a quarantined row could be its own.
with responsible (kind, office) as (
    values
    ('reviews', '县(市)'),
    ('publicity', '县(市)'),
    ('publicity', '州'),
    ('paper', '州')
)

select
    application.application_no,
    responsible.kind,
    responsible.office,
    loaded.through
from core.application as application
cross join responsible
inner join accepted.data_through as loaded
    on
        loaded.season = application.season
        and loaded.kind = responsible.kind
        and loaded.office = case responsible.office
            when '州' then '652800'
            else application.county_code
        end
where
    not exists (
        select 1 from accepted.doubt as doubt
        where doubt.kind = responsible.kind and doubt.application_no = application.application_no
    )
    and not exists (
        select 1 from accepted.doubt as doubt
        where
            doubt.kind = responsible.kind
            and doubt.county_code = application.county_code
            and doubt.name = application.name
    )
