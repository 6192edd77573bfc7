import fc from 'fast-check'

/**
 * Property tests draw the same examples in every run, so that a change is judged by what it changed.
 * `MACH_PROPERTY_SEED=7 ./mach test` looks elsewhere; what is found there becomes an example of its own.
 */
fc.configureGlobal({ seed: Number(process.env['MACH_PROPERTY_SEED'] ?? 20_261_121) })
