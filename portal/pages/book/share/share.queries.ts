import { queryOptions } from '@tanstack/react-query'
import { endShare, giveShare, listShares } from '#access/contract'
import { readShareContent } from '#health-book/contract'
import type { DataClass } from '#vocabulary/data-class'
import { call } from '../../../foundation/call.ts'
import { makeLink, sealDocument } from '../../../foundation/share-link.ts'

export const sharesQuery = () =>
  queryOptions({ queryKey: [listShares.path], staleTime: 0, queryFn: () => call(listShares, {}) })

export type ShareWish = {
  readonly label: string
  readonly classes: readonly DataClass[]
  readonly hours: number
  readonly passcode: string
}

/** Fetches what is shared, seals it here, and sends it away sealed; only the link knows the key. */
export async function share({ label, classes, hours, passcode }: ShareWish) {
  const { document } = await call(readShareContent, { classes: classes.join(',') })
  const { key, sealed } = await sealDocument(document)
  const given = await call(giveShare, { label, classes: [...classes], hours, passcode, sealed })
  const link = makeLink(window.location.origin, { ...given, key, label })
  return { link, passcode, until: given.until }
}

export const stopShare = (id: string) => call(endShare, { id })
