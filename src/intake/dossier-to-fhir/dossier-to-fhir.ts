import { WITH_ERRORS } from '#fhir'
import type { EntryToWrite, ResourceToWrite } from '#records'
import { DATA_CLASSES } from '#vocabulary/data-class'
import { birthParts } from './births.ts'
import { claimPart } from './claim.ts'
import { conditionParts } from './conditions.ts'
import { encounterPart } from './encounter.ts'
import { type DossierToMap, mappingOf, type Part } from './mapping.ts'
import { medicationParts } from './medications.ts'
import { noteParts, summaryParts } from './notes.ts'
import { appointmentParts, referralParts } from './onward.ts'
import { paperParts } from './papers.ts'
import { coverageParts, patientPart } from './patient.ts'
import { hivParts, tuberculosisParts } from './programmes.ts'
import { provenancePart } from './provenance.ts'
import { resultParts } from './results.ts'
import { serviceLines, serviceParts } from './services.ts'

export type { DossierToMap } from './mapping.ts'

/**
 * One dossier as FHIR R4 resources, each in the data class that it would disclose. Pure.
 *
 * Codes and texts of the sender are always there; mapped ones (UCUM, LOINC, HL7 classes) stand beside them.
 * Every reference that names a resource resolves within the visit or to the person; facilities, wards and
 * practitioners are named by their identifiers, because they are no part of a person's record. With errors that
 * the facility has still to mend, the visit says so.
 */
export function dossierToFhir(
  dossier: DossierToMap & { readonly withErrors?: boolean },
): EntryToWrite[] {
  const mapping = mappingOf(dossier)
  const conditions = conditionParts(mapping)
  const encounter = encounterPart(mapping, conditions.diagnosis)
  const coverages = coverageParts(mapping)
  const services = serviceLines(mapping)
  const claim = claimPart(mapping, coverages)
  const all: Part[] = [
    patientPart(mapping),
    dossier.withErrors ? withErrors(encounter) : encounter,
    ...coverages,
    ...conditions.parts,
    ...summaryParts(mapping),
    ...medicationParts(mapping),
    ...serviceParts(mapping, services),
    ...resultParts(mapping, services),
    ...noteParts(mapping),
    ...(claim ? [claim] : []),
    ...paperParts(mapping),
    ...referralParts(mapping),
    ...appointmentParts(mapping),
    ...birthParts(mapping),
    ...hivParts(mapping),
    ...tuberculosisParts(mapping),
    provenancePart(mapping),
  ]
  return DATA_CLASSES.flatMap((dataClass) => {
    const resources = all.filter((part) => part.dataClass === dataClass).map(toWrite)
    return resources.length > 0 ? [{ dataClass, resources }] : []
  })
}

function withErrors({ resource, ...part }: Part): Part {
  return {
    ...part,
    resource: { ...resource, meta: { ...resource.meta, tag: [{ ...WITH_ERRORS }] } },
  }
}

function toWrite({ resource, at, code }: Part): ResourceToWrite {
  return { resource, ...(at && { at }), ...(code && { code }) }
}
