-- Follow-up: who was sent to whom, who went home where, who is to come back.
create schema follow_up;
grant usage on schema follow_up to mach_app;
comment on schema follow_up is 'What a visit asks of the next facility: referrals, discharges to a commune, re-examinations.';

create table follow_up.visit (
  bucket            smallint    not null,
  visit             uuid        not null,
  person            uuid        not null,
  facility          text        not null collate "C",
  arrived_at        timestamptz not null,
  left_at           timestamptz,
  referred_to       text        collate "C",
  discharged_at     timestamptz,
  commune           text        collate "C",
  re_examination_on date,
  primary key (bucket, visit)
);
comment on table follow_up.visit is
  'One row per visit that stands. Key: bucket of the visit id, visit id. Holds no diagnosis: the record says why, to those who may read it. '
  'Example: visit of 02/11/2026 at 01999, left 06/11/2026, to come back on 13/11/2026.';
comment on column follow_up.visit.referred_to is 'The receiving facility of a referral; null when the person was not referred.';
comment on column follow_up.visit.discharged_at is 'When an inpatient stay ended with the person going home alive; null for outpatient visits, deaths and referrals.';
comment on column follow_up.visit.commune is 'Where the person lives: commune code of five digits.';
comment on column follow_up.visit.re_examination_on is 'The day on which the facility wants to see the person again.';

create index visit_referred on follow_up.visit (referred_to, left_at desc) where referred_to is not null;
create index visit_discharged on follow_up.visit (commune, discharged_at desc) where discharged_at is not null;
create index visit_re_examination on follow_up.visit (facility, re_examination_on) where re_examination_on is not null;
create index visit_of_person on follow_up.visit (person, facility, arrived_at);

grant select, insert, update, delete on follow_up.visit to mach_app;
