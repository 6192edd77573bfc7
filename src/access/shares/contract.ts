import { z } from 'zod'
import { bytesContract, contract } from '#foundation/contract'
import { DATA_CLASSES } from '#vocabulary/data-class'

/** A summary as JWE: 1 MiB of letters is a thick book. */
const SEALED_MAX = 1_048_576
const LABEL_MAX = 80

const instant = z.iso.datetime()

const Share = z.object({
  id: z.string(),
  label: z.string(),
  classes: z.array(z.enum(DATA_CLASSES)),
  givenAt: instant,
  until: instant,
  opened: z.number(),
  state: z.enum(['open', 'over', 'ended', 'locked']),
})
export type Share = z.infer<typeof Share>

export const listShares = contract({
  method: 'GET',
  path: '/book/shares',
  summary: 'What the person shares by link, and what became of it',
  right: 'choice.make',
  request: z.strictObject({}),
  response: z.object({ shares: z.array(Share) }),
})

export const giveShare = contract({
  method: 'POST',
  path: '/book/shares',
  summary:
    'Share a summary by a SMART Health Link: the browser sends it sealed, and keeps the key for the link',
  right: 'choice.make',
  requestBytesMax: SEALED_MAX + 10_000,
  request: z.strictObject({
    label: z.string().trim().min(1).max(LABEL_MAX),
    classes: z.array(z.enum(DATA_CLASSES)).min(1).max(DATA_CLASSES.length),
    /** How long, in hours. */
    hours: z.number().int().min(1).max(10_000),
    passcode: z.string().max(64),
    /** The FHIR document as compact JWE, `dir` and `A256GCM`. */
    sealed: z.string().max(SEALED_MAX),
  }),
  response: z.object({
    id: z.string(),
    /** The address of the manifest, for the link's payload. */
    url: z.string(),
    until: instant,
  }),
})

export const endShare = contract({
  method: 'POST',
  path: '/book/shares/:id/end',
  summary: 'End a share at once; what is kept of its content is removed',
  right: 'choice.make',
  request: z.strictObject({ id: z.string().max(40) }),
  response: z.object({}),
})

/** HL7 SMART Health Links 1.0, section 5.2: the manifest is asked for with a name and the passcode. */
export const openShare = bytesContract({
  method: 'POST',
  path: '/shares/:token',
  summary: 'The manifest of a SMART Health Link: the sealed file, for whoever knows the passcode',
  right: 'public',
  accepts: ['application/json'],
  requestBytesMax: 4_096,
  request: z.strictObject({ token: z.string().max(64) }),
})

/** What a recipient's software sends; further members are allowed by the standard and not read. */
export const ManifestRequest = z.object({
  recipient: z.string().trim().min(1).max(200),
  passcode: z.string().max(64).optional(),
  embeddedLengthMax: z.number().int().positive().optional(),
})
