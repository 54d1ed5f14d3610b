'use client';

import { Anchor, Stack, Text } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Section } from '../../components/section';
import { useFormat } from '../../lib/format';
import { PlainTable } from '../money/plain-table';
import { ContestsSection } from './contest';
import { useDay } from './use-day';
import type { Contest, Profile } from './types';

/** What is stored, from which events, for how long, and where to end it. */
export function StoredPart({ profile, contests }: { profile: Profile; contests: readonly Contest[] }) {
  const t = useTranslations('insights.stored');
  const format = useFormat();
  const day = useDay();
  const { events, since, until, kinds, keptMonths } = profile.stored;
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text', { months: keptMonths })}>
        <Text size="sm">
          {since && until ? t('sum', { events, since: day(since), until: day(until) }) : t('none')}
        </Text>
        {kinds.length > 0 && (
          <PlainTable
            label={t('title')}
            items={kinds}
            keyOf={({ type }) => type}
            minWidth={320}
            maxHeight={420}
            columns={[
              { head: t('kind'), cell: ({ type }) => <KindName type={type} /> },
              { head: t('events'), end: true, cell: ({ events: count }) => format.number(count) },
              { head: t('last'), end: true, cell: ({ lastDay }) => day(lastDay) },
            ]}
          />
        )}
        <Text size="sm">
          {t.rich('end', {
            link: (words) => (
              <Anchor component={Link} href="/settings/privacy" inherit>
                {words}
              </Anchor>
            ),
          })}
        </Text>
      </Section>
      <ContestsSection contests={contests} />
    </Stack>
  );
}

/** Breaks after a dot where it must, and never within a word. */
function KindName({ type }: { type: string }) {
  const [first, ...rest] = type.split('.');
  return (
    <span style={{ wordBreak: 'normal', overflowWrap: 'normal' }}>
      {first}
      {rest.map((part) => (
        <span key={part}>
          .<wbr />
          {part}
        </span>
      ))}
    </span>
  );
}
