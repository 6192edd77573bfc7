/** Of the application's role in a cluster that lives as long as one run of tests or of a benchmark. */
export const APPLICATION_PASSWORD = 'of-this-run-only'
