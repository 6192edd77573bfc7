import { runStateService } from '../state-service/run.ts'
import { wallet } from './wallet.ts'

/** `node simulators/vneid-credential/main.ts --port 8086 [--secret simulated]` */
await runStateService(wallet)
