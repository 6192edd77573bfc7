import type { QueryClient } from '@tanstack/react-query'
import { redirect } from '@tanstack/react-router'
import type { Role } from '#vocabulary/caller'
import { findSession, type Session } from '../foundation/session.ts'
import { PAGES_OF_ROLE } from './navigation.ts'

type WithSession = { readonly context: { readonly session: Session } }

/** Lets through who is signed in; anybody else is asked to, and comes back to the page afterwards. */
export async function onlySignedIn(options: {
  readonly context: { readonly queryClient: QueryClient }
  readonly location: { readonly href: string }
}): Promise<{ readonly session: Session }> {
  const session = await findSession(options.context.queryClient)
  if (session === undefined) throw redirect({ to: '/', search: { den: options.location.href } })
  return { session }
}

/** Keeps a section for its roles; whoever else follows a link into it arrives at the own first page. */
export function onlyFor(...roles: readonly Role[]): (options: WithSession) => void {
  return (options) => {
    if (!roles.includes(options.context.session.role)) toOwnPages(options)
  }
}

/** Leads to the first page of the own role. */
export function toOwnPages({ context }: WithSession): never {
  throw redirect({ to: PAGES_OF_ROLE[context.session.role][0].to })
}
