import { SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { FindingView, SubmissionDetail } from '#intake/contract'
import { Empty } from '../../../components/Empty.tsx'
import { CheckSign } from '../../../components/icons.tsx'
import { Notice } from '../../../components/Notice.tsx'
import { SeverityMark, SEVERITY_TONES } from '../../../components/StatusMark.tsx'
import { words } from '../../../components/words.messages.ts'
import { useBilingual, useMessages } from '../../../foundation/messages.ts'
import style from './finding-list.module.css'
import { type FindingGroup, GROUPINGS, type Grouping, groupFindings } from './finding-groups.ts'
import { messages } from './submission.messages.ts'

/** All findings of a dossier, grouped as the reader likes; each leads to its very field. */
export function FindingList({ submission }: { readonly submission: SubmissionDetail }) {
  const say = useMessages(messages)
  const [grouping, setGrouping] = useState<Grouping>('severity')
  const groups = groupFindings(submission.findings, submission.tables, grouping)

  if (submission.findings.length === 0)
    return (
      <Empty sign={CheckSign} title={say.clean}>
        {say.cleanHint}
      </Empty>
    )
  return (
    <div className={style.list}>
      <SegmentedControl
        fullWidth
        size="sm"
        aria-label={say.groupBy}
        className="no-print"
        value={grouping}
        data={GROUPINGS.map((value) => ({ value, label: say.groupings[value] }))}
        onChange={setGrouping}
      />
      {submission.truncated && <Notice tone="warn">{say.truncated}</Notice>}
      {groups.map((group) => (
        <Group key={group.key} group={group} grouping={grouping} submission={submission} />
      ))}
    </div>
  )
}

function Group({
  group,
  grouping,
  submission,
}: {
  readonly group: FindingGroup
  readonly grouping: Grouping
  readonly submission: SubmissionDetail
}) {
  return (
    <section>
      <h3 className={style.group}>
        <GroupName groupKey={group.key} grouping={grouping} submission={submission} />
        <span className={`${style.count} numbers`}>{group.findings.length}</span>
      </h3>
      <ul className={style.findings}>
        {group.findings.map((finding) => (
          <li key={`${finding.rule} ${finding.at}`}>
            <Finding
              finding={finding}
              receipt={submission.receipt}
              showSeverity={grouping !== 'severity'}
            />
          </li>
        ))}
      </ul>
    </section>
  )
}

function GroupName({
  groupKey,
  grouping,
  submission,
}: {
  readonly groupKey: string
  readonly grouping: Grouping
  readonly submission: SubmissionDetail
}) {
  const fixed = useMessages(words)
  const inWords = useBilingual()
  if (grouping === 'severity' && isSeverity(groupKey)) return fixed.severities[groupKey]
  if (grouping === 'table') {
    const table = submission.tables.find((view) => view.table === groupKey)
    return table === undefined ? groupKey : `${groupKey} – ${inWords(table.title)}`
  }
  if (groupKey === '') return grouping === 'ward' ? fixed.noWard : fixed.noPractitioner
  return displayOf(submission, groupKey)
}

/** A code with what it stands for, where the dossier shows it anywhere. */
function displayOf(submission: SubmissionDetail, code: string): string {
  for (const table of submission.tables)
    for (const line of table.lines)
      for (const field of line.fields)
        if (field.value === code && field.display !== undefined) return `${field.display} (${code})`
  return code
}

function isSeverity(key: string): key is FindingView['severity'] {
  return key in SEVERITY_TONES
}

function Finding({
  finding,
  receipt,
  showSeverity,
}: {
  readonly finding: FindingView
  readonly receipt: string
  readonly showSeverity: boolean
}) {
  const say = useMessages(messages)
  const inWords = useBilingual()
  return (
    <Link
      to="/co-so/ho-so/$receipt"
      params={{ receipt }}
      search={{ o: finding.at }}
      replace
      resetScroll={false}
      className={style.finding}
      data-tone={SEVERITY_TONES[finding.severity]}
      activeOptions={{ includeSearch: true, exact: true }}
    >
      <span className={style.head}>
        <span className="code">{finding.at}</span>
        {showSeverity && <SeverityMark severity={finding.severity} />}
      </span>
      <span className={style.message}>{inWords(finding.message)}</span>
      <span className={style.remedy}>{inWords(finding.remedy)}</span>
      <span className={style.source}>
        {say.source}: {finding.source} · <span className="code">{finding.rule}</span>
      </span>
    </Link>
  )
}
