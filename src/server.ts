import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { runServerProcess } from './server-process.ts'
import { superviseServer } from './supervise-server.ts'
import { readSettings } from './settings.ts'

/** More processes than this share no more work: PostgreSQL needs the other cores. */
const PROCESSES_MAX = 4

const settings = readSettings(process.env)
const count = settings.MACH_SERVER_PROCESSES ?? Math.min(availableParallelism(), PROCESSES_MAX)

if (count > 1 && cluster.isPrimary) superviseServer(settings, count)
else await runServerProcess(settings, count)
