'use client';

import { Button, Group } from '@mantine/core';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { TabbedParts } from '../../components/tabbed-parts';
import { DistributionsPart } from './distributions-part';
import { MoneyFrame } from './money-frame';
import { OwnMoney } from './own-money';
import { ReportsPart } from './reports-part';
import { SharesPart } from './shares-part';
import type { Standing } from './types';
import { WaitingSection } from './waiting-section';

const parts = ['reports', 'shares', 'distributions'] as const;
type PartKey = (typeof parts)[number];

/** `/ventures/[id]/money/revenue`: what came in, who gets which part of it, and the distributions. */
export function RevenuePage({ ventureId, part }: { ventureId: string; part: string | null }) {
  const t = useTranslations('money.revenue');
  return (
    <MoneyFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {(standing) => (
        <>
          <WaitingSection ventureId={ventureId} />
          {standing.seesAll ? <Parts standing={standing} given={part} /> : <OwnMoney ventureId={ventureId} />}
          <Group>
            <Button component={Link} href="/statements" variant="default">
              {t('statements')}
            </Button>
          </Group>
        </>
      )}
    </MoneyFrame>
  );
}

function Parts({ standing, given }: { standing: Standing; given: string | null }) {
  const t = useTranslations('money.revenue');
  const [part, setPart] = useState<PartKey>(parts.find((one) => one === given) ?? 'reports');
  const contents = {
    reports: <ReportsPart standing={standing} />,
    shares: <SharesPart standing={standing} />,
    distributions: <DistributionsPart standing={standing} />,
  };
  return (
    <TabbedParts
      label={t('parts')}
      value={part}
      onChange={(next) => {
        setPart(next);
        // The address names the part, so that a link or a reload shows the same.
        window.history.replaceState(null, '', `?part=${next}`);
      }}
      parts={parts.map((key) => ({
        key,
        title: t(`part.${key}`),
        content: contents[key],
        kept: key === 'shares',
      }))}
    />
  );
}
