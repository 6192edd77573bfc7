import { getRouteApi } from '@tanstack/react-router'
import { useSession } from '../../foundation/session.ts'
import { FacilityQuality } from './FacilityQualityPage.tsx'
import { FileQuality } from './FileQualityPage.tsx'
import { Overview } from './OverviewPage.tsx'

const route = getRouteApi('/signed-in/chat-luong/')

/** What one's own quality is: of the file, of the facility, or of all that one is responsible for. */
export function DataQualityPage() {
  const { role } = useSession()
  const { muc, truong, authority, part } = route.useSearch()
  if (role === 'practitioner') return <FileQuality subject="own" />
  if (role === 'facility-administrator' || role === 'facility-clerk')
    return <FacilityQuality facility="own" address={{ muc, truong }} />
  return <Overview address={{ authority, part }} />
}
