'use client';

import { Badge, Button, Card, Group, NativeSelect, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { buzWire } from '@smartstart/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty } from '../../components/page';
import { MoreButton, QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { useSession } from '../../lib/session';
import { ConfirmModal } from '../ventures/confirm-modal';
import { Figure, Figures } from './figures';
import { PayHold } from './pay-hold';
import { useRefreshBuz } from './queries';
import type { Hold, HoldState } from './types';
import { useNow } from './use-now';

const colours: Record<HoldState, string> = { OPEN: 'blue', POSTED: 'green', VOIDED: 'gray', EXPIRED: 'red' };

/** What one put aside for others, and what others put aside for one. */
export function HoldList() {
  const t = useTranslations('buz.holds');
  const [state, setState] = useState<HoldState | ''>('');
  const holds = useInfiniteQuery({
    queryKey: ['buz', 'holds', state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      api.buz.holds(
        {
          query: { limit: 20, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  return (
    <Section title={t('listTitle')} text={t('listText')}>
      <NativeSelect
        label={t('state')}
        value={state}
        w={{ base: '100%', xs: 240 }}
        onChange={(change) => setState(change.currentTarget.value as HoldState | '')}
        data={[
          { value: '', label: t('allStates') },
          ...buzWire.holdState.options.map((value) => ({ value, label: t(`states.${value}`) })),
        ]}
      />
      <QueryView query={holds} lines={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Empty
              title={state ? t('noMatchTitle') : t('emptyTitle')}
              text={state ? t('noMatchText') : t('emptyText')}
            />
          ) : (
            <Stack>
              <SimpleGrid cols={{ base: 1, sm: 2 }}>
                {items.map((hold) => (
                  <HoldCard key={hold.id} hold={hold} />
                ))}
              </SimpleGrid>
              <MoreButton query={holds} />
            </Stack>
          );
        }}
      </QueryView>
    </Section>
  );
}

function HoldCard({ hold }: { hold: Hold }) {
  const t = useTranslations('buz.holds');
  const format = useFormat();
  const { short } = useBuzFormat();
  const { userId } = useSession();
  const refresh = useRefreshBuz();
  const now = useNow();
  const [asking, setAsking] = useState<'pay' | 'release' | null>(null);
  const mine = hold.payer.userId === userId;
  const other = mine ? hold.recipient.name : hold.payer.name;
  const open = hold.state === 'OPEN' && Date.parse(hold.expiresAt) > now;
  return (
    <Card component="article" h="100%">
      <Stack gap="sm" h="100%">
        <Group justify="space-between" gap="xs">
          <Badge color={mine ? 'fir' : 'grape'}>{mine ? t('byYou') : t('forYou')}</Badge>
          <Badge variant="dot" miw="max-content" color={colours[hold.state]}>
            {t(`states.${hold.state}`)}
          </Badge>
        </Group>
        <Title order={3} size="h4">
          {t(mine ? 'toName' : 'fromName', { name: other, amount: short(hold.amount) })}
        </Title>
        {hold.memo && (
          <Text size="sm" fs="italic">
            {hold.memo}
          </Text>
        )}
        <Figures>
          {mine && (
            <Figure label={t('fee')}>
              <BuzAmount amount={hold.fee} as="full" />
            </Figure>
          )}
          <Figure label={t('created')}>{format.dateTime(hold.createdAt)}</Figure>
          {hold.state === 'OPEN' ? (
            <Figure label={open ? t('expires') : t('expired')}>
              {format.relative(hold.expiresAt)} ({format.dateTime(hold.expiresAt)})
            </Figure>
          ) : (
            hold.endedAt && <Figure label={t('ended')}>{format.dateTime(hold.endedAt)}</Figure>
          )}
          {hold.posted !== null && (
            <Figure label={t('posted')} strong>
              <BuzAmount amount={hold.posted} as="full" />
            </Figure>
          )}
        </Figures>
        {open && (
          <Group mt="auto">
            {mine && (
              <Button size="sm" onClick={() => setAsking('pay')}>
                {t('pay')}
              </Button>
            )}
            <Button size="sm" variant="default" onClick={() => setAsking('release')}>
              {mine ? t('release') : t('decline')}
            </Button>
          </Group>
        )}
      </Stack>
      {asking === 'pay' && <PayHold hold={hold} onClose={() => setAsking(null)} />}
      {asking === 'release' && (
        <ConfirmModal
          title={mine ? t('releaseTitle') : t('declineTitle')}
          text={t(mine ? 'releaseText' : 'declineText', { amount: short(hold.amount), name: other })}
          confirm={mine ? t('release') : t('decline')}
          run={async () => {
            await api.buz.voidHold({ params: { holdId: hold.id }, body: {} });
            void refresh();
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Card>
  );
}
