-- Figures by the day on which a visit ended, and a half-year of visits, without reading the tables.
alter table intake.submission
  add column counted_on date not null
    generated always as ((least(visit_end, received_at) at time zone 'Asia/Ho_Chi_Minh')::date) stored,
  add column warned boolean not null generated always as (warnings > 0) stored;
comment on column intake.submission.counted_on is
  'The day in Vietnam on which the visit ended, where it can be read and is not ahead; else that of reception. By this the department counts.';
-- Keys only, nothing included: equal ones are kept once, so that the index stays a tenth of the table.
create index submission_counted on intake.submission (facility, counted_on, kind, status, warned);

alter table intake.finding add column counted_on date, add column leads boolean;
update intake.finding f set counted_on = s.counted_on, leads = not exists (
    select from intake.finding earlier
    where earlier.facility = f.facility and earlier.received_at = f.received_at and earlier.receipt = f.receipt
      and earlier.rule = f.rule and earlier.severity = f.severity and earlier.line < f.line)
  from intake.submission s where s.facility = f.facility and s.receipt = f.receipt;
alter table intake.finding alter column counted_on set not null, alter column leads set not null;
comment on column intake.finding.counted_on is 'As of its submission.';
comment on column intake.finding.leads is 'The first line of its rule in the submission: counting these counts dossiers.';
create index finding_counted on intake.finding (facility, counted_on, rule, severity, leads, count)
  where severity <> 'notice';

drop index intake.visit_visit_end_idx;
create index visit_ended on intake.visit (facility, visit_end) include (person, insured, accepted_at)
  where not withdrawn;
