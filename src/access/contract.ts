import { z } from 'zod'
import { contract } from '#foundation/contract'
import { ROLES } from '#vocabulary/caller'
import { RIGHTS } from '#vocabulary/rights'

export * from './systems/contract.ts'

export * from './factors/contract.ts'
export * from './recovery/contract.ts'

export * from './consent/contract.ts'
export * from './inspections/contract.ts'
export * from './shares/contract.ts'

export { signInTexts } from './sign-in-texts.ts'

/** The header in which every request that changes something shows the session's token, when it comes with a cookie. */
export const CSRF_HEADER = 'x-mach-csrf'

/** Where a browser goes to sign in. Query: `return` (a path of ours), `account` (a name to fill in), `lang` (`vi`, `en`). */
export const SIGN_IN_PATH = '/session/sign-in'

/** The longest sign-in name, account id or person's name that is read. */
const TEXT_MAX = 200

export const Roles = z.enum(ROLES)

export const Session = z.object({
  account: z.string(),
  signInName: z.string(),
  name: z.string(),
  role: Roles,
  rights: z.array(z.enum(RIGHTS)),
  facility: z.object({ code: z.string(), name: z.string() }).optional(),
  province: z.string().optional(),
  /** For whom the caller acts: the facility's name, or that of the health department (Sở Y tế). */
  organisationName: z.string().optional(),
  /** The citizen's own record, once there is one. */
  person: z.string().optional(),
  /** To be shown in the header `x-mach-csrf`; absent for a caller with a bearer token, who needs none. */
  csrf: z.string().optional(),
})

export const readSession = contract({
  method: 'GET',
  path: '/session',
  summary: 'Who is signed in on this browser, if anybody',
  right: 'public',
  request: z.strictObject({}),
  response: z.object({
    /** Whether this installation shows synthetic data to everybody who asks. */
    demo: z.boolean(),
    session: Session.nullable(),
  }),
})

export const signOut = contract({
  method: 'POST',
  path: '/session/sign-out',
  summary: 'End this browser’s session',
  right: 'account.self',
  request: z.strictObject({}),
  response: z.object({ next: z.string() }),
})

export const switchUser = contract({
  method: 'POST',
  path: '/session/switch',
  summary: 'End this session and hand the desk to a colleague, who signs in by name',
  right: 'account.self',
  request: z.strictObject({
    account: z.string().max(TEXT_MAX).optional(),
    return: z.string().max(2_000).optional(),
  }),
  response: z.object({ next: z.string() }),
})

export const changePassword = contract({
  method: 'POST',
  path: '/session/password',
  summary: 'Change the own password; every other session of the account ends',
  right: 'account.self',
  request: z.strictObject({ former: z.string().max(TEXT_MAX), password: z.string().max(TEXT_MAX) }),
  response: z.object({}),
})

export const giveDemoToken = contract({
  method: 'POST',
  path: '/demo/token',
  summary: 'A bearer token for a demo account: demo mode and this machine only',
  right: 'public',
  request: z.strictObject({ account: z.string().max(TEXT_MAX) }),
  response: z.object({ token: z.string(), expiresAt: z.iso.datetime() }),
})

export const AccountListed = z.object({
  account: z.string(),
  signInName: z.string(),
  name: z.string(),
  role: Roles,
  facility: z.string().optional(),
  facilityName: z.string().optional(),
  province: z.string().optional(),
  licence: z.string().optional(),
  demo: z.boolean(),
  /** `waiting`: the person has not set a password yet; `dormant`: nobody used the account for too long. */
  state: z.enum(['active', 'waiting', 'locked', 'dormant']),
  /** How many second factors the person has. */
  factors: z.number(),
  createdAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().optional(),
})

export const listAccounts = contract({
  method: 'GET',
  path: '/accounts',
  summary: 'The accounts of staff, by name; citizens are counted, not listed',
  right: 'system.operate',
  request: z.strictObject({
    query: z.string().max(TEXT_MAX).optional(),
    role: Roles.optional(),
    facility: z.string().max(5).optional(),
    after: z.string().max(TEXT_MAX).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  response: z.object({
    accounts: z.array(AccountListed),
    citizens: z.number(),
    next: z.string().optional(),
  }),
})

export const createStaffAccount = contract({
  method: 'POST',
  path: '/accounts',
  summary: 'Make an account; the link is handed to the person, who sets a password with it',
  right: 'system.operate',
  stepUp: true,
  request: z.strictObject({
    signInName: z.string().max(TEXT_MAX),
    name: z.string().trim().min(1).max(TEXT_MAX),
    role: Roles.exclude(['citizen', 'practitioner']),
    facility: z.string().length(5).optional(),
    province: z.string().length(2).optional(),
    licence: z.string().max(50).optional(),
  }),
  response: z.object({ account: z.string(), link: z.string(), linkExpiresAt: z.iso.datetime() }),
})

const OneAccount = z.strictObject({ account: z.string().max(TEXT_MAX) })

export const lockAccount = contract({
  method: 'POST',
  path: '/accounts/:account/lock',
  summary: 'Lock an account: its sessions and tokens end within five seconds',
  right: 'system.operate',
  stepUp: true,
  request: OneAccount,
  response: z.object({}),
})

export const unlockAccount = contract({
  method: 'POST',
  path: '/accounts/:account/unlock',
  summary: 'Open an account again that was locked, or that nobody used for too long',
  right: 'system.operate',
  stepUp: true,
  request: OneAccount,
  response: z.object({}),
})

export const renewPasswordLink = contract({
  method: 'POST',
  path: '/accounts/:account/password-link',
  summary: 'A new link with which the person sets a password; any former link ends',
  right: 'system.operate',
  stepUp: true,
  request: OneAccount,
  response: z.object({ link: z.string(), linkExpiresAt: z.iso.datetime() }),
})

export const WireDoorListed = z.object({
  username: z.string(),
  facility: z.string(),
  facilityName: z.string().optional(),
  allowedAddresses: z.array(z.string()),
  openedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().optional(),
})

export const listWireDoors = contract({
  method: 'GET',
  path: '/wire-doors',
  summary: 'Which facilities’ software may send on the insurance portal’s wire form, from where',
  right: 'system.operate',
  request: z.strictObject({}),
  response: z.object({ doors: z.array(WireDoorListed) }),
})

export const openFacilityWireDoor = contract({
  method: 'POST',
  path: '/wire-doors',
  summary: 'Open the wire form for a facility, or change its password and addresses',
  right: 'system.operate',
  stepUp: true,
  request: z.strictObject({
    facility: z.string().length(5),
    username: z.string().min(1).max(100),
    /** The password that the hospital’s software is set to; made by chance and shown once when absent. */
    password: z.string().min(8).max(TEXT_MAX).optional(),
    /** Addresses or networks, IPv4 or IPv6: `203.0.113.7`, `10.1.0.0/16`, `2001:db8::/48`. */
    allowedAddresses: z.array(z.string().max(50)).min(1).max(100),
  }),
  response: z.object({ username: z.string(), password: z.string().optional() }),
})

export const closeFacilityWireDoor = contract({
  method: 'POST',
  path: '/wire-doors/:username/close',
  summary: 'Close the wire form for one account: within a minute nothing is taken from it',
  right: 'system.operate',
  request: z.strictObject({ username: z.string().max(100) }),
  response: z.object({}),
})
