-- What the policy asks beside sign-in: decisions about licences to practise, and relations that follow from an appointment.

create table access.licence_decision (
  licence    text        not null collate "C",
  number     bigint      generated always as identity,
  state      text        not null check (state in ('in-force', 'suspended', 'revoked')),
  holds_from timestamptz not null,
  instrument text        not null,
  decided_by text        not null,
  noted_at   timestamptz not null,
  primary key (licence, number)
);
comment on table access.licence_decision is
  'What an authority decided about a licence to practise, as it was told to us; the one that holds last counts. Append-only. '
  'Key: licence number, number. Example: (000001/QNG-GPHN, 3, suspended, 2026-11-10, "QĐ 12/QĐ-SYT", head@51, …).';
grant select, insert on access.licence_decision to mach_app;

alter table access.care_relation
  drop constraint care_relation_kind_check,
  add constraint care_relation_kind_known
    check (kind in ('treated', 'open-visit', 'referral', 'appointment', 'commune', 'citizen-qr'));
