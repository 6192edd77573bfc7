import { runStateService } from '../state-service/run.ts'
import { population } from './population.ts'

/** `node simulators/population-database/main.ts --port 8085 [--secret simulated] [--unknown match|none]` */
await runStateService(
  (flags) => population(flags['unknown'] === 'match' ? 'match' : 'none'),
  ['unknown'],
)
