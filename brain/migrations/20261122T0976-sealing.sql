-- Public certificates with which sealed documents were made, so that seals can be told apart after the key has changed.
create table sealing_certificates (
  -- Serial number in hex.
  serial text primary key,
  -- SHA-256 of the DER in hex.
  fingerprint_sha256 text not null unique,
  pem text not null,
  first_seen timestamptz not null,
  retired_at timestamptz
);

create function guard_sealing_certificate() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then raise exception 'sealing certificates are kept' using errcode = 'insufficient_privilege'; end if;
  if (old.serial, old.fingerprint_sha256, old.pem, old.first_seen) is distinct from (new.serial, new.fingerprint_sha256, new.pem, new.first_seen)
    or (old.retired_at is not null and old.retired_at is distinct from new.retired_at)
  then raise exception 'a sealing certificate is only retired, once' using errcode = 'insufficient_privilege'; end if;
  return new;
end $$;
create trigger sealing_certificates_guard before update or delete on sealing_certificates for each row execute function guard_sealing_certificate();
create trigger sealing_certificates_kept before truncate on sealing_certificates for each statement execute function refuse_change();
