-- Who works with the platform: staff and administrators of facilities, officers and heads of health departments, the ministry,
-- inspectors, analysts and auditors. A role is tied to a facility, to a province, to a citizen, or to nothing narrower than the country.

alter table access.account
  drop constraint account_role_check,
  drop constraint account_check,
  drop constraint account_check1,
  drop constraint account_check2,
  add constraint account_role_known check (role in (
    'citizen', 'doctor', 'facility-clerk', 'facility-administrator', 'department-officer', 'department-head',
    'ministry-officer', 'inspector', 'analyst', 'auditor', 'administrator')),
  add constraint account_facility_by_role
    check ((role in ('doctor', 'facility-clerk', 'facility-administrator')) = (facility is not null)),
  add constraint account_province_by_role
    check ((role in ('department-officer', 'department-head', 'inspector')) = (province is not null)),
  add constraint account_citizen_by_role
    check ((role = 'citizen') = (citizen_number is not null));
