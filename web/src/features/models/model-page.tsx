'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { useTopic } from '../../lib/live';
import { hasCode } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { AdminParts } from '../admin/admin-parts';
import { useHolds } from '../buz-admin/queries';
import { ChecksPart } from './checks-part';
import { ComparePart } from './compare-part';
import { FeaturesPart } from './features-part';
import { modelQuery, modelRungs, type Model } from './queries';
import { StandingPart } from './standing-part';
import { TrainingsPart } from './trainings-part';
import { VersionsPart } from './versions-part';

const keys = ['standing', 'trainings', 'versions', 'compare', 'checks', 'features'] as const;
type Key = (typeof keys)[number];

const contents: Record<Key, (props: { model: Model }) => React.ReactNode> = {
  standing: StandingPart,
  trainings: TrainingsPart,
  versions: VersionsPart,
  compare: ComparePart,
  checks: ChecksPart,
  features: FeaturesPart,
};

/** `/admin/models/[name]`: one model, from what serves to what it looks at. */
export function ModelPage({ name }: { name: string }) {
  const t = useTranslations('models');
  const { userId } = useSession();
  useTopic(userId ? `user:${userId}` : null);
  const open = useHolds()(modelRungs);
  const query = useQuery({ ...modelQuery(name), enabled: open, retry: false });
  const [tab, setTab] = useState<Key | null>(null);
  const content = (key: Key) => {
    if (hasCode(query.error, 'NOT_FOUND', 'INVALID_INPUT', 'MALFORMED'))
      return <Empty title={t('goneTitle')} text={t('goneText')} />;
    const Content = contents[key];
    return <QueryView query={query}>{(model) => <Content model={model} />}</QueryView>;
  };
  return (
    <AdminParts
      title={query.data?.title ?? t('model')}
      lead={query.data?.purpose ?? ''}
      above={[{ label: t('title'), href: '/admin/models' }]}
      parts={keys.map((key) => ({ key, title: t(`parts.${key}`), rungs: modelRungs, content: content(key) }))}
      value={tab}
      onChange={setTab}
      closed={{ title: t('closedTitle'), text: t('closedText') }}
    />
  );
}
