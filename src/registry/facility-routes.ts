import { type Door, serve } from '#foundation/serve'
import { accept } from '#vocabulary/outcome'
import { lookUpFacilities } from './contract.ts'
import type { Registry } from './open-registry.ts'

export function registryRoutes(door: Door, registry: Registry): void {
  serve(door, lookUpFacilities, async (_caller, asked) => accept(await registry.lookUp(asked)))
}
