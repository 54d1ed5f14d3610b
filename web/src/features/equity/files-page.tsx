'use client';

import { Alert, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { ProblemAlert } from '../../lib/problem';
import { EquityFrame } from './equity-frame';
import { ExportPanel } from './export-panel';
import { Explained } from './help-tip';
import { ImportForm } from './import-form';
import { tableQuery } from './queries';
import type { Standing } from './types';

/** `/ventures/[id]/equity/files`: take a table over from a file, and take it along. */
export function FilesPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('equity.files');
  return (
    <EquityFrame
      ventureId={ventureId}
      title={t('title')}
      lead={<Explained term="ocf">{t('lead')}</Explained>}
      only="all"
    >
      {(standing) => <Content standing={standing} />}
    </EquityFrame>
  );
}

function Content({ standing }: { standing: Standing }) {
  const t = useTranslations('equity.files');
  const table = useQuery(tableQuery(standing.venture.id));
  if (table.error) return <ProblemAlert error={table.error} onRetry={() => void table.refetch()} />;
  if (table.data === undefined) return <Skeleton height={240} aria-hidden />;
  const none = table.data === null;
  return (
    <>
      {none ? (
        <Alert color="gray">{t('nothing')}</Alert>
      ) : (
        <Section title={t('export.title')} text={t('export.text')}>
          <ExportPanel ventureId={standing.venture.id} />
        </Section>
      )}
      {standing.acts && (
        <Section title={t('import.title')} text={t('import.text')}>
          {none ? <ImportForm standing={standing} /> : <Text size="sm">{t('import.there')}</Text>}
        </Section>
      )}
    </>
  );
}
