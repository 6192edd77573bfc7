import type { Database } from '#foundation/database'
import { type Door, serve } from '#foundation/serve'
import type { Terminology } from '#terminology'
import { accept, refuse } from '#vocabulary/outcome'
import { vietnamDay } from '#vocabulary/vietnam-time'
import { type ProfileDefinitions, readProfileDefinitions } from '../profile-definition.ts'
import { findListed, type Found } from './found-store.ts'
import { readPublic, readSearchChoices, searchPublic } from './look-up-contract.ts'
import { cardView, detailView, facilitiesNamed, type ViewSurroundings } from './public-view.ts'
import { searchListing } from './search-listing.ts'

type Needs = {
  readonly database: Database
  readonly now: () => Date
  readonly listsFor: Terminology['listsFor']
}

/** Binds the public look-up of practitioners, facilities and licences. */
export function lookUpRoutes(door: Door, needs: Needs): void {
  const definitions = readProfileDefinitions()
  serve(door, searchPublic, async (_caller, { latitude, longitude, ...asked }) => {
    const near =
      latitude === undefined || longitude === undefined ? undefined : { latitude, longitude }
    const page = await searchListing(needs, { ...asked, near })
    if (!page.ok) return page
    const { hits, next } = page.value
    const around = await surroundings(needs, definitions, hits)
    return accept({
      found: hits.map((hit) => cardView(around, hit)),
      ...(next === undefined ? {} : { next }),
    })
  })
  serve(door, readSearchChoices, async () => accept(await choices(needs, definitions)))
  serve(door, readPublic, async (_caller, { subject }) => {
    const day = vietnamDay(needs.now())
    const key = KEY.test(subject) ? { subjects: [subject] } : { codes: [subject] }
    const [found] = await findListed(needs.database, { ...key, day })
    if (found === undefined) return refuse('not-found', 'registry.not-listed', 'subject')
    const around = await surroundings(needs, definitions, [found])
    return accept({ shown: detailView(around, found) })
  })
}

const KEY = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function surroundings(
  { database, now }: Needs,
  definitions: ProfileDefinitions,
  found: readonly Found[],
): Promise<ViewSurroundings> {
  const today = vietnamDay(now())
  const codes = [...new Set(found.flatMap(facilitiesNamed))]
  const facilities = await findListed(database, { codes, day: today })
  return {
    definitions,
    today,
    facilities: new Map(facilities.map((one) => [one.code ?? '', one])),
  }
}

async function choices({ listsFor, now }: Needs, { facility, practitioner }: ProfileDefinitions) {
  const lists = await listsFor(vietnamDay(now()), '')
  // Two digits: every code that a province may have.
  const provinces = Array.from({ length: 100 }, (_, code) => String(code).padStart(2, '0'))
  const labels = (list: (typeof facility.lists)[string] | undefined) =>
    (list?.codes ?? []).map(({ code, label }) => ({ code, ...label }))
  return {
    provinces: provinces.flatMap((code) => {
      const known = lists.find('province', code)
      return known ? [{ code, vi: known.display, en: known.displayEn ?? known.display }] : []
    }),
    titles: labels(practitioner.lists['title']),
    scopes: labels(practitioner.lists['scope']),
    forms: labels(facility.lists['form']),
    levels: labels(facility.lists['level']),
  }
}
