'use client';

import { Stack } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { CheckList } from './check-list';
import { HistoryTable } from './history-table';
import { SealList } from './seal-list';
import { SignedTexts } from './signed-texts';
import { SignerTable } from './signer-table';
import type { Result } from './types';
import { checksOf, historyOf, isReliable, verdictOf } from './verdict';
import { VerdictPanel } from './verdict-panel';

/** All that is known of a file: the verdict, then what it rests on. */
export function ResultView({ result, onAgain }: { result: Result; onAgain: () => void }) {
  const t = useTranslations('verify');
  const { report } = result;
  const verdict = verdictOf(report);
  const history = historyOf(report);
  // A file without a seal may say anything of its signers: it is not repeated at all.
  const told = verdict !== 'noSeal' && verdict !== 'unreadable';
  const claim =
    told && !isReliable(verdict) ? t(`claim.${verdict === 'foreign' ? 'foreign' : 'other'}`) : null;
  const texts = report.evidence?.evidence?.texts ?? [];
  return (
    <Stack gap="lg">
      <VerdictPanel result={result} verdict={verdict} onAgain={onAgain} />
      {told && report.signers.length > 0 && (
        <Section title={t('signers.title')} text={claim}>
          <SignerTable signers={report.signers} />
        </Section>
      )}
      {report.seals.length > 0 && (
        <Section title={t('seals.title')} text={t('seals.text')}>
          <SealList seals={report.seals} />
        </Section>
      )}
      {verdict !== 'unreadable' && (
        <Section title={t('checks.title')} text={t('checks.text')}>
          <CheckList checks={checksOf(report)} notes={report.notes} />
        </Section>
      )}
      {told && history.length > 0 && (
        <Section title={t('history.title')} text={claim ?? t('history.text')}>
          <HistoryTable lines={history} />
        </Section>
      )}
      {told && texts.length > 0 && (
        <Section title={t('texts.title')} text={t('texts.text')}>
          <SignedTexts texts={texts} />
        </Section>
      )}
    </Stack>
  );
}
