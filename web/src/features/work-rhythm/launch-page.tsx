'use client';

import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { TabbedParts } from '../../components/tabbed-parts';
import type { Venture } from '../ventures/types';
import { WorkFrame } from '../work/work-frame';
import { DoneNote, type Done } from './done-note';
import { EvidenceList } from './evidence-list';
import { LaunchDays } from './launch-days';
import { OtherMilestones } from './other-milestones';
import { PhaseMap } from './phase-map';
import { PhaseWays } from './phase-ways';
import { phaseQuery } from './queries';

const parts = ['way', 'days', 'evidence', 'milestones'] as const;
type Part = (typeof parts)[number];

/** `/ventures/[id]/work/launch`: where the venture stands on its way, and the thirty days to its launch. */
export function LaunchPage({ ventureId }: { ventureId: string }) {
  const t = useTranslations('workRhythm.launch');
  return (
    <WorkFrame ventureId={ventureId} title={t('title')} lead={t('lead')}>
      {(venture) => <Launch venture={venture} />}
    </WorkFrame>
  );
}

function Launch({ venture }: { venture: Venture }) {
  const t = useTranslations('workRhythm.launch');
  const standing = useQuery(phaseQuery(venture.id));
  const [part, setPart] = usePart();
  const [done, setDone] = useState<Done | null>(null);
  const tell = (text: string, stays?: true) =>
    setDone((before) => ({ key: (before?.key ?? 0) + 1, text, ...(stays ? { stays } : {}) }));
  return (
    <>
      {done && <DoneNote done={done} onClose={() => setDone(null)} />}
      <QueryView query={standing}>{(phase) => <PhaseMap standing={phase} />}</QueryView>
      <TabbedParts<Part>
        label={t('title')}
        value={part}
        onChange={setPart}
        parts={[
          {
            key: 'way',
            title: t('parts.way'),
            content: (
              <Stack gap="lg">
                <QueryView query={standing}>
                  {(phase) => <PhaseWays venture={venture} standing={phase} onDone={tell} />}
                </QueryView>
              </Stack>
            ),
          },
          {
            key: 'days',
            title: t('parts.days'),
            content: <LaunchDays ventureId={venture.id} onDone={tell} />,
          },
          {
            key: 'evidence',
            title: t('parts.evidence'),
            content: <EvidenceList ventureId={venture.id} onDone={tell} />,
          },
          {
            key: 'milestones',
            title: t('parts.milestones'),
            content: <OtherMilestones ventureId={venture.id} onDone={tell} />,
          },
        ]}
      />
    </>
  );
}

/** The open part stands in the address, so that links lead to it and "back" goes back. */
function usePart(): [Part, (part: Part) => void] {
  const router = useRouter();
  const pathname = usePathname();
  const given = useSearchParams().get('part');
  const part = parts.find((one) => one === given) ?? 'way';
  return [part, (next) => router.replace(`${pathname}?part=${next}`, { scroll: false })];
}
