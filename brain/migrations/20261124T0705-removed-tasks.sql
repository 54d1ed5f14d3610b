-- A task that was deleted is kept for its history and shown to nobody.
alter table work_tasks add column removed_at timestamptz;
