-- An index costs every visit and comes with the statement that reads it. None reads resources across persons yet;
-- search by code or by facility will build its own, beside the running store.
drop index records.resource_code;
drop index records.resource_facility;
