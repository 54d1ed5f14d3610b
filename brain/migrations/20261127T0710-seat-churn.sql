-- How likely a paid seat is to end, for people with one: null while no version serves, or while predictions are off.
alter table behavior_standings
  add seat_churn jsonb,
  -- What the list of seats is ordered by: the chance.
  add seat_rank double precision,
  add check ((seat_churn is null) = (seat_rank is null));
create index behavior_standings_seats on behavior_standings (seat_rank desc, user_id) where seat_rank is not null;

alter table behavior_contests
  drop constraint behavior_contests_statement_check,
  add constraint behavior_contests_statement_check
    check (statement in ('CHURN', 'SEAT', 'SEGMENT', 'ENGAGEMENT', 'PERFORMANCE', 'ANOMALY', 'ADVICE'));
