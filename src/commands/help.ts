/** One screen that explains all. */
export const HELP = `Mạch: gửi một lần, đúng mọi nơi (send once, right everywhere)

  ./mach up [--demo] [--port 8080] [--data DIR] [--tls-cert FILE --tls-key FILE]
      Gets what is missing and starts everything: database, server, worker and, with --demo,
      the simulated outside world and a synthetic province. Ctrl-C ends it; data stay in DIR (.mach).
      DATABASE_URL=postgres://owner@host/db uses a PostgreSQL of yours (15 or newer).
  ./mach send FILE|DIR… [--to URL] [--client ID --client-key FILE] [--as ACCOUNT] [--json]
      Sends visit dossiers (.xml, .xml.gz, .zip); prints receipt and findings. Sending again is safe.
  ./mach check FILE…
      Judges dossiers offline with the same rules. Nothing is sent.
  ./mach token ACCOUNT [--port N]
      A bearer token for a demo account: clerk@51001, doctor@51001, officer@51, citizen@NUMBER, admin.
  ./mach catalogue import FILE… [--list NAME] [--owner FACILITY] [--from DAY] [--data DIR]
      Takes official code lists and says what changed.     ./mach catalogue lists   names them
  ./mach audit export --out DIR [--port N] [--client ID --client-key FILE]     carries the audit log off, with its checkpoints
  ./mach audit verify DIR --key FILE [--checkpoint FILE]
      Proves offline that nothing in it was altered, removed or reordered; 1 and the place if it was.
  ./mach audit key|checkpoint [--port N]     the log's public key, its newest signed checkpoint
  ./mach audit retire --before YYYY-MM [--data DIR]
      Removes months of the log whose time is over, with a signed statement; the rest still verifies.
  ./mach audit erase NUMBER… --decision TEXT [--data DIR]
      Removes single events that a decision asks to be removed, in the same way.
  ./mach audit rotate-key [--data DIR]     a new key takes the log over from the former one, which signs that
  ./mach extract --case ID --out FILE [--port N] [--client ID --client-key FILE]
      The pseudonymised extract of an approved case, as CSV; each is an export on record.
  ./mach seed --persons N --visits N --years N --seed S [--to URL]
      Sends a synthetic province through the front door.
  ./mach seed registry [--practitioners N] [--facilities N] [--seed S] [--data DIR]
      A synthetic registry of facilities and practitioners, straight into the database.
  ./mach bench intake|records|judge|deliveries|decide|audit|sign-in|registry|registry-load [--json]
      Measures on this machine, on a database of its own.
  ./mach backup --out FILE --key FILE [--data DIR] [--without-secrets]
      Everything as of one instant, encrypted, while others go on writing. KEY: 32 bytes, or words of 14 characters and more.
  ./mach restore FILE --key FILE --data DIR [--secrets FILE]
      Fills a fresh folder from a backup; ./mach up --data DIR then starts on it.
  ./mach keys rotate [--data DIR]
      A new master key takes the place of the former one under everything, while everything runs.
  ./mach keys new FILE
      A key for a tool or a system (--client-key): private in FILE, its public half is printed, to be registered.
  ./mach licence verify FILE|TEXT --key FILE [--status FILE]
      Verifies a licence certificate offline, by the published keys and status list; 0 when it holds.
  ./mach sbom [--out FILE]
      What Mạch is made of, with versions, digests and licences (CycloneDX).
  ./mach test [PATTERN]
      Installs what is missing and runs all tests, browser included.

  README.md: five minutes to the main job.   docs/operate.md, docs/integrate.md: the guides.
`
