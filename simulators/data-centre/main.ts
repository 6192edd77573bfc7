import { runStateService } from '../state-service/run.ts'
import { profileShelf } from './shelf.ts'

/** `node simulators/data-centre/main.ts --port 8084 [--secret simulated]` */
await runStateService(profileShelf)
