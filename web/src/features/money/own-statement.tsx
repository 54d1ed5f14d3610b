'use client';

import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Empty } from '../../components/page';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { statementQuery } from './queries';
import { StatementView } from './statement-view';

interface OwnStatementProps {
  readonly distributionId: string;
  /** Among all lines: without the figures and steps that stand on the page already. */
  readonly part?: boolean;
}

/** The reader's own part of a distribution. */
export function OwnStatement({ distributionId, part = false }: OwnStatementProps) {
  const t = useTranslations('money.statement');
  const statement = useQuery({ ...statementQuery(distributionId), retry: false });
  // Amounts that are taken back do not count any longer; what was loaded before must not stay in sight.
  if (hasCode(statement.error, 'NOT_FOUND', 'MALFORMED'))
    return part ? null : <Empty title={t('goneTitle')} text={t('goneText')} />;
  if (statement.data) return <StatementView statement={statement.data} part={part} />;
  if (statement.error)
    return <ProblemAlert error={statement.error} onRetry={() => void statement.refetch()} />;
  return <Skeleton height={240} aria-hidden />;
}
