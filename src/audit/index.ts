/** Audit: who did what to whose record, when and why; appended, never changed, and shown to the person concerned. */
export type { AuditAction, AuditCaller, AuditEntry, AuditEvent, Purpose } from './audit-event.ts'
export { listAccessOf, recordAudit } from './event-store.ts'
export { type AuditLogNeeds, openAuditLog } from './open-audit-log.ts'
export { auditTexts } from './problem-texts.ts'
export { findPlaceAt, listWritten, type WrittenEvent } from './watch-store.ts'
