import { codeSystem, FHIR_BASE, identifierSystem, type Provenance, SYSTEMS } from '#fhir'
import { isoInVietnam } from '#vocabulary/vietnam-time'
import { idOf, type Mapping, ownFacility, type Part, practitioner } from './mapping.ts'

/**
 * Where the visit comes from: the submission, the facility, who answers for it there, the rules under which it was judged.
 * It points to the Encounter; each entry of the store keeps the same for its own resources.
 */
export function provenancePart(mapping: Mapping): Part {
  const head = practitioner(mapping, mapping.summary['MA_TTDV'])
  const resource: Provenance = {
    resourceType: 'Provenance',
    target: [{ reference: `Encounter/${mapping.visit}` }],
    recorded: isoInVietnam(mapping.acceptedAt),
    policy: [`${FHIR_BASE}/rule-set/${encodeURI(mapping.ruleSet)}`],
    activity: {
      coding: [{ system: codeSystem('activity'), code: 'dossier-accepted' }],
      text: 'Tiếp nhận hồ sơ',
    },
    agent: [
      {
        type: { coding: [{ system: SYSTEMS.provenanceParticipant, code: 'author' }] },
        who: ownFacility(mapping),
      },
      ...(head
        ? [
            {
              type: { coding: [{ system: SYSTEMS.provenanceParticipant, code: 'attester' }] },
              who: head,
            },
          ]
        : []),
      {
        type: { coding: [{ system: SYSTEMS.provenanceParticipant, code: 'assembler' }] },
        who: { display: 'Mạch' },
      },
    ],
    entity: [
      {
        role: 'source',
        what: { identifier: { system: identifierSystem('submission'), value: mapping.submission } },
      },
    ],
  }
  return {
    dataClass: 'ordinary',
    resource: { ...resource, id: idOf(mapping, `Provenance/${mapping.submission}`) },
    at: mapping.acceptedAt,
  }
}
