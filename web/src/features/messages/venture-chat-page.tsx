'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { roomHref, VentureFrame } from '../ventures/venture-frame';
import { channelQuery } from './queries';
import { Talk, type TalkParams } from './talk';

const leading = new Set(['OWNER', 'CO_OWNER', 'LEAD']);

/** `/ventures/<id>/chat`: the channels of a venture, inside it. */
export function VentureChatPage({ ventureId, ...params }: TalkParams & { ventureId: string }) {
  const t = useTranslations('messages.venture');
  const { channelId } = params;
  const channel = useQuery({ ...channelQuery(channelId ?? ''), enabled: channelId !== null, retry: false });
  return (
    <VentureFrame
      ventureId={ventureId}
      room="chat"
      title={channel.data?.name ?? t('title')}
      closed={({ myRole }) => (myRole === 'INVESTOR' ? t('investors') : null)}
    >
      {({ myRole }) => (
        <Talk
          root={roomHref(ventureId, 'chat')}
          filter={{ scope: 'VENTURE', scopeId: ventureId }}
          {...params}
          {...(myRole && leading.has(myRole)
            ? { place: { scope: 'VENTURE' as const, scopeId: ventureId } }
            : {})}
        />
      )}
    </VentureFrame>
  );
}
