-- The register of people's acts. accounts and sessions change; every other table only grows, one row an act.
create table if not exists accounts (
    account_id text primary key,
    name text not null,
    role text not null check (role in ('leader', 'office', 'sector', 'county', 'auditor', 'admin')),
    counties text not null default '[]',
    series text not null default '[]',
    password_hash text,
    issuer text,
    subject text,
    created_at text not null,
    disabled_at text,
    must_change integer not null default 0,
    unique (issuer, subject)
);
create table if not exists sessions (
    token_sha256 text primary key,
    account_id text not null references accounts (account_id),
    source text not null check (source in ('local', 'oidc', 'demo')),
    started_at text not null,
    last_seen_at text not null,
    expires_at text not null,
    ended_at text
);
create table if not exists log (
    act_no integer primary key,
    at text not null,
    account_id text not null,
    name text not null,
    role text not null,
    kind text not null,
    subject text not null,
    detail text not null,
    warehouse_version text,
    content_sha256 text not null,
    previous text not null,
    hash text not null unique
);
create table if not exists frozen (sha256 text primary key, body text not null);
create table if not exists flag_acts (
    act_no integer primary key references log (act_no),
    flag text not null,
    season integer not null,
    rule_id text not null,
    grain text not null,
    county_code text not null,
    unit text not null,
    pooled integer not null,
    decision_day text not null,
    rule_version text not null,
    step text not null,
    state text not null,
    fingerprint text not null,
    frozen_sha256 text not null references frozen (sha256),
    note text not null
);
create table if not exists replies (act_no integer primary key references log (act_no), text text not null);
create table if not exists decisions (
    act_no integer primary key references log (act_no),
    decision text not null,
    decided_by text not null,
    document_no text not null
);
create table if not exists proposals (
    act_no integer primary key references log (act_no),
    for_season integer not null,
    county_code text not null,
    series_code text not null,
    places integer not null check (places >= 0),
    allocated integer not null,
    reason text not null
);
create table if not exists pins (
    act_no integer primary key references log (act_no),
    version text not null,
    reason text not null
);
create index if not exists log_by_kind on log (kind, subject);
create index if not exists flag_acts_by_flag on flag_acts (season, flag);
