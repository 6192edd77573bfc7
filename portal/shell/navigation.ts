import type { LinkProps } from '@tanstack/react-router'
import type { Bilingual } from '#vocabulary/bilingual'
import type { Role } from '#vocabulary/caller'
import type { Sign } from '../components/icons.tsx'
import { administrationPages } from '../pages/administration/navigation.ts'
import { auditPage, securityEventsPage } from '../pages/auditor/navigation.ts'
import { bookPages } from '../pages/book/navigation.ts'
import { dataQualityPage } from '../pages/data-quality/navigation.ts'
import { departmentPages } from '../pages/department/navigation.ts'
import { doctorPages } from '../pages/doctor/navigation.ts'
import { dutiesPages } from '../pages/duties/navigation.ts'
import { facilityPages } from '../pages/facility/navigation.ts'
import { identityPage } from '../pages/identity/navigation.ts'
import { licencesPage } from '../pages/licences/navigation.ts'
import { listsPage } from '../pages/lists/navigation.ts'
import {
  ownFacilityPage,
  ownPracticePage,
  ownStaffPage,
  requestPage,
} from '../pages/own-file/navigation.ts'
import { outsidePage } from '../pages/outside/navigation.ts'
import { papersPage } from '../pages/papers/navigation.ts'
import { practicePage } from '../pages/practice/navigation.ts'
import { casesPage } from '../pages/privacy/navigation.ts'
import { ownProgrammesPage, programmesPage } from '../pages/programmes/navigation.ts'
import { guardianPage, reviewPage } from '../pages/review/navigation.ts'

/** One line of the menu. A phone shows the first in its bottom bar, the rest behind one more: what is needed daily stands first. */
export type MenuPage = {
  readonly to: NonNullable<LinkProps['to']>
  readonly label: Bilingual
  /** At most eleven letters, for the bottom bar of a phone. */
  readonly short: Bilingual
  readonly sign: Sign
  /** Lit only when the address is exactly this one, because other pages lie beneath it. */
  readonly exact?: boolean
}

/** Which pages each role meets; the first one is where it arrives after sign-in. */
export const PAGES_OF_ROLE: Readonly<Record<Role, readonly [MenuPage, ...MenuPage[]]>> = {
  citizen: [...bookPages, requestPage],
  doctor: doctorPages,
  'facility-clerk': [
    ...facilityPages,
    practicePage,
    ownFacilityPage,
    ownStaffPage,
    dataQualityPage,
    listsPage,
    ownProgrammesPage,
    papersPage,
    outsidePage,
    guardianPage,
  ],
  'facility-administrator': [
    ...dutiesPages,
    ownFacilityPage,
    ownStaffPage,
    casesPage,
    ownProgrammesPage,
    dataQualityPage,
    listsPage,
    licencesPage,
    papersPage,
    outsidePage,
    practicePage,
    reviewPage,
    guardianPage,
  ],
  'department-officer': [
    ...departmentPages,
    programmesPage,
    dataQualityPage,
    practicePage,
    listsPage,
    papersPage,
    licencesPage,
    outsidePage,
    identityPage,
    guardianPage,
  ],
  'department-head': [
    ...departmentPages,
    programmesPage,
    dataQualityPage,
    practicePage,
    papersPage,
    licencesPage,
    outsidePage,
    reviewPage,
    identityPage,
    guardianPage,
  ],
  'ministry-officer': [
    programmesPage,
    casesPage,
    dataQualityPage,
    papersPage,
    listsPage,
    licencesPage,
    outsidePage,
    ...dutiesPages,
  ],
  'traditional-officer': [
    casesPage,
    papersPage,
    programmesPage,
    dataQualityPage,
    licencesPage,
    ...dutiesPages,
  ],
  practitioner: [
    ownPracticePage,
    casesPage,
    dataQualityPage,
    licencesPage,
    outsidePage,
    papersPage,
    ...dutiesPages,
  ],
  inspector: [...departmentPages, practicePage, papersPage, reviewPage],
  analyst: [...dutiesPages, casesPage],
  auditor: [auditPage, securityEventsPage, casesPage, ...dutiesPages],
  administrator: [...administrationPages, outsidePage, auditPage, securityEventsPage, identityPage],
}
