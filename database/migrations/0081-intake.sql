-- Both are compressed already: trying again only costs time.
alter table intake.text alter column sealed set storage external;
alter table intake.submission alter column findings set storage external;
