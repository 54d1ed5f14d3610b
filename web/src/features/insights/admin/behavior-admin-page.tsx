'use client';

import { useTranslations } from 'next-intl';
import { AdminParts } from '../../admin/admin-parts';
import { ContestsPart } from './contests-part';
import { DropOffPart } from './drop-off-part';
import { GroupsPart } from './groups-part';
import { SeatsPart } from './seats-part';
import { SignalsPart } from './signals-part';

/** `/admin/insights`: groups, seats that may end, where people stop on the journey, what people contest, and signals to security. */
export function BehaviorAdminPage() {
  const t = useTranslations('insights.admin');
  return (
    <AdminParts
      title={t('title')}
      lead={t('lead')}
      closed={{ title: t('closedTitle'), text: t('closedText') }}
      parts={[
        { key: 'groups', title: t('groups.title'), rungs: [12], content: <GroupsPart /> },
        { key: 'seats', title: t('seats.title'), rungs: [12], content: <SeatsPart /> },
        { key: 'dropOff', title: t('dropOff.title'), rungs: [12], content: <DropOffPart /> },
        { key: 'contests', title: t('contests.title'), rungs: [12], content: <ContestsPart /> },
        { key: 'signals', title: t('signals.title'), rungs: [10], content: <SignalsPart /> },
      ]}
    />
  );
}
