-- One file as it was received; refused names the rule that stopped all of it. Office: the one that sent its
-- sheets, else the county that its name speaks of; season: a known one whose year stands in its name.
with sent as (
    select
        receipt_no,
        min(office) as office
    from raw.sheet
    group by receipt_no
    having count(distinct office) = 1
),

named as (
    select
        file.receipt_no,
        county.county_code,
        rank() over (partition by file.receipt_no order by length(county.name) desc) as place
    from raw.file as file
    inner join rule.county_name as county on contains(file.file, county.name)
),

spoken_of as (
    select
        receipt_no,
        min(county_code) as county_code
    from named
    where place = 1
    group by receipt_no
    having count(distinct county_code) = 1
)

select
    file.receipt_no,
    file.sha256,
    file.file,
    file.size,
    file.received_at,
    file.reader,
    file.refusal as refused,
    coalesce(sent.office, spoken_of.county_code) as office,
    season.season
from raw.file as file
left join sent on file.receipt_no = sent.receipt_no
left join spoken_of on file.receipt_no = spoken_of.receipt_no
left join rule.season as season
    on try_cast(regexp_extract(file.file, '20\d\d') as integer) = season.season
