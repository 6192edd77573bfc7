-- Which bit of the published status list tells how a certified licence stands. A number is given once and stays; it says nothing of its holder.

create table registry.certificate (
  subject  uuid   not null,
  number   text   not null collate "C" check (length(number) <= 250),
  position bigint not null generated always as identity (minvalue 0 start with 0),
  primary key (subject, number),
  unique (position)
);
comment on table registry.certificate is
  'Licences of which a certificate was asked for, all of them public. Key: subject and number of the licence. position: the bit of the status list. '
  'Example: (…, "1234/QNG-GPHN", 17).';
grant select, insert on registry.certificate to mach_app;
