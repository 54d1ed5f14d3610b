-- Mails on their way out: written in the transaction of their cause, sent after it. The body may hold links with tokens,
-- so it is emptied once the mail has gone out or was given up.
create table mails (
  id uuid primary key,
  to_address text not null,
  subject text not null,
  text text not null,
  html text not null,
  -- KEPT: there is no SMTP server; the mail is shown on the mailbox page of a local installation instead.
  state text not null check (state in ('PENDING', 'SENT', 'FAILED', 'KEPT')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  -- Until then one sender holds the mail; nobody else takes it.
  lease timestamptz,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mails_due on mails (due_at, id) where state = 'PENDING';
create index mails_kept on mails (created_at desc, id desc) where state = 'KEPT';
create index mails_age on mails (created_at) where state <> 'PENDING';
