'use client';

import { Alert, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Empty, Page } from '../../components/page';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';

type Act = Parameters<typeof api.paymentHooks.testAnswer>[0]['body'];
type Session = Awaited<ReturnType<typeof api.paymentHooks.testPage>>;

/** `/test-bank/<session>`: the page of the provider that plays a bank. No money moves, and no number is typed. */
export function TestBankPage({ sessionId }: { sessionId: string }) {
  const t = useTranslations('subscription.bank');
  const query = useQuery({
    queryKey: ['test-bank', sessionId],
    queryFn: ({ signal }) => api.paymentHooks.testPage({ params: { sessionId } }, { signal }),
  });
  return (
    <Page title={t('title')} width="narrow">
      <Alert color="blue" icon={<IconFlask aria-hidden />}>
        {t('note')}
      </Alert>
      {hasCode(query.error, 'NOT_FOUND', 'MALFORMED') ? (
        <Empty title={t('noneTitle')} text={t('noneText')} />
      ) : (
        <QueryView query={query}>
          {(session) =>
            session.state === 'OPEN' ? (
              <Open sessionId={sessionId} session={session} />
            ) : (
              <Stack gap="md">
                <Text>{t(`over.${session.state}`)}</Text>
                <Group>
                  <Button component="a" href={session.returnUrl}>
                    {t('back')}
                  </Button>
                </Group>
              </Stack>
            )
          }
        </QueryView>
      )}
    </Page>
  );
}

function Open({ sessionId, session }: { sessionId: string; session: Session }) {
  const t = useTranslations('subscription.bank');
  const money = useMoneyFormat();
  const { purpose, cards, amountMinor, currency } = session;
  const [card, setCard] = useState(cards[0]?.id ?? '');
  const answer = useMutation({
    mutationFn: (body: Act) => api.paymentHooks.testAnswer({ params: { sessionId }, body }),
    onSuccess: ({ outcome, url }) => {
      if (outcome !== 'DECLINED') location.assign(url);
    },
  });
  const declined = answer.data?.outcome === 'DECLINED' ? answer.data.message : null;
  const amount = amountMinor && currency ? money.money(amountMinor, currency) : '';
  const busy = answer.isPending || (answer.isSuccess && !declined);
  const button = (act: Act['act'], label: string, main: boolean) => (
    <Button
      variant={main ? 'filled' : 'default'}
      disabled={busy && answer.variables?.act !== act}
      loading={busy && answer.variables?.act === act}
      onClick={() => answer.mutate(act === 'CARD' ? { act, card } : { act })}
    >
      {label}
    </Button>
  );
  return (
    <Stack gap="lg">
      <Text>{t(`purpose.${purpose}`, { amount })}</Text>
      {cards.length > 0 && (
        <Radio.Group label={t('card')} value={card} onChange={setCard}>
          <Stack gap="sm" mt="xs">
            {cards.map(({ id, label, behaviour }) => (
              <Radio key={id} value={id} label={label} description={behaviour} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      {declined && (
        <Alert color="red" role="alert">
          {declined}
        </Alert>
      )}
      {answer.error && <ProblemAlert error={answer.error} />}
      <Group gap="sm">
        {purpose === 'CONFIRMATION' ? (
          <>
            {button('CONFIRM', t('confirm'), true)}
            {button('REFUSE', t('refuse'), false)}
          </>
        ) : (
          button('CARD', t(purpose === 'PAYMENT' ? 'pay' : 'store', { amount }), true)
        )}
        {button('LEAVE', t('leave'), false)}
      </Group>
    </Stack>
  );
}
