import { BIGINT, BOOLEAN, DATE, INTEGER, TIMESTAMP, VARCHAR, type DuckDBType } from '@duckdb/node-api';

/** Raised with every change below: copies of another version are thrown away and made anew. */
export const schemaVersion = 3;

/**
 * What lies in the copy. Times are in UTC, days are those of the hub. No ids: PostgreSQL has seen to it that no event is there
 * twice, and 16 random bytes a row would be half of the file.
 */
export const schema = `
create table if not exists place (version integer, seq bigint, epoch integer, time_zone varchar, week_start integer);
create table if not exists events (
  seq bigint, moment timestamp, day date, person integer, type varchar, entity_kind varchar, entity_id varchar,
  properties varchar, source varchar, behaviour boolean, caused boolean
);
create table if not exists people (person integer, consented boolean, excluded boolean, signed_up timestamp);
-- Days whose figures below do not know all events yet.
create table if not exists dirty_days (day date);
-- Active days: one row a person and day.
create table if not exists person_days (day date, person integer, events integer, uses integer, content integer, hours integer);
-- What can happen in a visit, told apart by a small number: a kind of event, pages and features by themselves.
create table if not exists stops (stop integer, name varchar, type varchar, caused boolean);
-- The same events a second time, for questions about what came after what: one row a person and day, in order. Moments are in
-- milliseconds from midnight UTC of the day.
create table if not exists histories (day date, person integer, moments integer[], stops integer[]);
-- The first day somebody did something of a kind: cohorts begin there.
create table if not exists firsts (person integer, type varchar, day date);
-- By type; * is what people caused, whatever it is.
create table if not exists day_counts (day date, type varchar, events integer, people integer);
create table if not exists hour_counts (day date, hour timestamp, type varchar, events integer, people integer);
-- What PostgreSQL kept of days whose events are gone.
create table if not exists past_days (day date, type varchar, events integer, people integer);
`;

export const eventColumns: DuckDBType[] = [
  BIGINT,
  TIMESTAMP,
  DATE,
  INTEGER,
  VARCHAR,
  VARCHAR,
  VARCHAR,
  VARCHAR,
  VARCHAR,
  BOOLEAN,
  BOOLEAN,
];
