import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** Linux takes 107 bytes for the path of a UNIX socket, of which PostgreSQL adds `/.s.PGSQL.31999` itself. */
const BYTES_MAX = 90

/**
 * An empty folder for the UNIX socket that only its owner enters: within `folder`, or where that path is too long for a
 * socket or has signs that PostgreSQL reads as a list, a temporary one. What a killed server left within goes first.
 */
export async function socketFolder(
  folder: string,
  owner: { readonly uid?: number; readonly gid?: number },
): Promise<string> {
  const near = join(resolve(folder), 'socket')
  const fits = Buffer.byteLength(near) <= BYTES_MAX && /^[\w./-]+$/.test(near)
  await rm(near, { recursive: true, force: true })
  const sockets = fits ? near : await mkdtemp(join('/tmp', 'mach-socket-'))
  if (fits) await mkdir(sockets, { mode: 0o700 })
  if (owner.uid !== undefined && owner.gid !== undefined) await chown(sockets, owner.uid, owner.gid)
  return sockets
}
