'use client';

import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconSnowflake } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { PersonSelect, type Person } from '../../components/person-select';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { BuzAmount } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { Figure, Figures } from '../buz/figures';
import { PersonLimits } from './person-limits';
import { refetchInterval, useHolds, useRefreshBuzAdmin, type PersonWallet } from './queries';
import { ReasonModal } from './reason-modal';

interface PeopleProps {
  readonly person: Person | null;
  readonly onPerson: (person: Person | null) => void;
  /** Shows this person's transactions; null when the reader may not see any. */
  readonly onTransactions: (() => void) | null;
}

/** The wallet of one person: balances, freeze and limits. */
export function People({ person, onPerson, onTransactions }: PeopleProps) {
  const t = useTranslations('buzAdmin.people');
  const userId = person?.id ?? null;
  const query = useQuery({
    queryKey: ['buz-admin', 'wallet', userId],
    queryFn: ({ signal }) => api.buzAdmin.wallet({ params: { userId: userId! } }, { signal }),
    enabled: userId !== null,
    retry: false,
    refetchInterval,
  });
  return (
    <Stack gap="lg">
      <Section title={t('title')} text={t('text')}>
        <Stack maw={480}>
          <PersonSelect label={t('person')} byId clearable value={person} onChange={onPerson} />
        </Stack>
      </Section>
      {userId !== null && (
        <QueryView query={query}>
          {(wallet) => <WalletOf key={wallet.userId} wallet={wallet} onTransactions={onTransactions} />}
        </QueryView>
      )}
    </Stack>
  );
}

function WalletOf({
  wallet,
  onTransactions,
}: {
  wallet: PersonWallet;
  onTransactions: PeopleProps['onTransactions'];
}) {
  const t = useTranslations('buzAdmin.people');
  const holds = useHolds();
  return (
    <>
      <Section title={t('walletOf', { name: wallet.name })}>
        <Stack maw={560} gap="md">
          <Figures>
            {(['available', 'held', 'staked'] as const).map((key) => (
              <Figure key={key} label={t(key)}>
                <BuzAmount amount={wallet[key]} as="full" />
              </Figure>
            ))}
          </Figures>
          {onTransactions && (
            <Group>
              <Button variant="default" size="xs" onClick={onTransactions}>
                {t('transactions')}
              </Button>
            </Group>
          )}
        </Stack>
      </Section>
      <Freeze wallet={wallet} mayFreeze={holds([10, 12])} />
      <PersonLimits wallet={wallet} mayChange={holds([9, 12])} />
    </>
  );
}

function Freeze({ wallet, mayFreeze }: { wallet: PersonWallet; mayFreeze: boolean }) {
  const t = useTranslations('buzAdmin.people');
  const format = useFormat();
  const refresh = useRefreshBuzAdmin();
  const [asking, setAsking] = useState(false);
  const { name, frozen } = wallet;
  const act = frozen ? 'thaw' : 'freeze';
  return (
    <Section title={t('freezeSection')} text={t('freezeText')}>
      {frozen ? (
        <Alert color="red" icon={<IconSnowflake aria-hidden />} title={t('frozen')}>
          {t('frozenText', { date: format.dateTime(frozen.since), reason: frozen.reason })}
        </Alert>
      ) : (
        <Text size="sm">{t('notFrozen')}</Text>
      )}
      {mayFreeze && (
        <Group>
          <Button {...(frozen ? {} : { color: 'red' })} onClick={() => setAsking(true)}>
            {t(act)}
          </Button>
        </Group>
      )}
      {asking && (
        <ReasonModal
          title={t(`${act}Title`, { name })}
          effect={t(`${act}Effect`, { name })}
          confirm={t(act)}
          danger={!frozen}
          run={(reason) =>
            api.buzAdmin.freeze({ params: { userId: wallet.userId }, body: { frozen: !frozen, reason } })
          }
          onClose={() => setAsking(false)}
          onDone={(answer) => {
            notifications.show({ message: answer.frozen ? t('isFrozen') : t('isThawed'), color: 'fir' });
            void refresh();
          }}
        />
      )}
    </Section>
  );
}
