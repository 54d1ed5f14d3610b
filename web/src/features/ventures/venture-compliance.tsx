'use client';

import { Skeleton, Stack, Switch, Table, Text } from '@mantine/core';
import { legalWire, venturesWire } from '@smartstart/contract';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { ventureComplianceQuery } from '../compliance/queries';
import { Score } from '../compliance/score';
import { PaperBadge } from '../documents/document-status';
import type { Venture } from './types';

const managing = ['OWNER', 'CO_OWNER', 'LEAD'];

/** Those who manage a venture see who of it has signed what. */
export function managesPapers({ myRole, myState }: Pick<Venture, 'myRole' | 'myState'>): boolean {
  return myState === 'ACTIVE' && myRole !== null && managing.includes(myRole);
}

interface Line {
  readonly code: string;
  readonly name: string;
  readonly status: string;
  readonly validUntil: string | null;
}

const isMissing = ({ status }: Line) => status !== 'SIGNED' && status !== 'NOT_REQUIRED';

/** Who has signed what, until when it holds, and what is missing; one table that also fits a small screen. */
export function VentureCompliance({ ventureId }: { ventureId: string }) {
  const t = useTranslations('compliance.venture');
  const roles = useTranslations('ventures.role');
  const [onlyMissing, setOnlyMissing] = useState(false);
  const query = useQuery({ ...ventureComplianceQuery(ventureId), retry: false });
  if (hasCode(query.error, 'NOT_FOUND'))
    return <Empty title={t('unavailableTitle')} text={t('unavailableText')} />;
  if (query.isLoadingError) return <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton height={240} aria-hidden />;
  const { score, people } = query.data;
  const shown = people
    .map((person) => ({
      ...person,
      lines: onlyMissing ? person.papers.filter(isMissing) : person.papers,
      done: person.papers.filter(({ status }) => status === 'SIGNED').length,
      total: person.papers.filter(({ status }) => status !== 'NOT_REQUIRED').length,
    }))
    .filter(({ lines }) => !onlyMissing || lines.length > 0);
  const roleOf = (role: string) => {
    const known = venturesWire.ventureRole.safeParse(role);
    return known.success ? roles(known.data) : role;
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('text')}</Text>
      {score !== null && <Score value={score} label={t('score')} />}
      <Switch
        label={t('onlyMissing')}
        checked={onlyMissing}
        onChange={(event) => setOnlyMissing(event.currentTarget.checked)}
      />
      {shown.length === 0 ? (
        <Text role="status">{t('nothingMissing')}</Text>
      ) : (
        <Table aria-label={t('caption')} verticalSpacing="xs" horizontalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('paper')}</Table.Th>
              <Table.Th scope="col">{t('status')}</Table.Th>
              <Table.Th scope="col">{t('until')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          {shown.map(({ userId, name, role, lines, done, total }) => (
            <Table.Tbody key={userId}>
              <Table.Tr>
                <Table.Th scope="rowgroup" colSpan={3} bg="var(--mantine-color-default-hover)">
                  {t('person', { name, role: roleOf(role) })}
                  <Text span size="sm" fw={400} display="block">
                    {total === 0 ? t('none') : t('inForce', { done, total })}
                  </Text>
                </Table.Th>
              </Table.Tr>
              {lines.map((paper) => (
                <PaperLine key={`${paper.code} ${paper.validUntil ?? ''}`} paper={paper} />
              ))}
            </Table.Tbody>
          ))}
        </Table>
      )}
    </Stack>
  );
}

function PaperLine({ paper }: { paper: Line }) {
  const t = useTranslations('compliance.venture');
  const format = useFormat();
  const { code, name, validUntil } = paper;
  const status = legalWire.paperStatus.safeParse(paper.status);
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {name}
        <Text span size="xs" c="dimmed" display="block">
          {code}
        </Text>
      </Table.Td>
      <Table.Td>{status.success ? <PaperBadge status={status.data} /> : paper.status}</Table.Td>
      <Table.Td>
        {paper.status !== 'SIGNED' ? '–' : validUntil ? format.date(validUntil) : t('noEnd')}
      </Table.Td>
    </Table.Tr>
  );
}
