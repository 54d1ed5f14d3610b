'use client';

import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { wire } from '@smartstart/contract';
import { IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { QueryView } from '../../components/query-view';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { OperationForm } from './operation-form';
import { overviewQuery, useRefreshBuzAdmin } from './queries';
import { ReasonModal } from './reason-modal';

/** What a super administrator does with the hub's own accounts. */
export function Operations() {
  const t = useTranslations('buzAdmin.operations');
  const buz = useBuzFormat();
  const treasury = useQuery(overviewQuery()).data?.supply.treasury;
  return (
    <Stack gap="lg">
      <Pause />
      {treasury !== undefined && <Text size="sm">{t('treasury', { amount: buz.full(treasury) })}</Text>}
      <OperationForm
        name="award"
        toPerson
        effect={(words) => t('award.effect', words)}
        run={({ amount, person }, reason, key) =>
          api.buzAdmin.award({ body: { userId: person!.id, amount, reason } }, { idempotencyKey: key })
        }
      />
      <PoolRelease />
      <OperationForm
        name="return"
        effect={(words) => t('return.effect', words)}
        run={({ amount }, reason, key) =>
          api.buzAdmin.returnTreasury({ body: { amount, reason } }, { idempotencyKey: key })
        }
      />
      <OperationForm
        name="burn"
        danger
        effect={(words) => t('burn.effect', words)}
        run={({ amount }, reason, key) =>
          api.buzAdmin.burn({ body: { amount, reason } }, { idempotencyKey: key })
        }
      />
    </Stack>
  );
}

const releasable = ['TEAM', 'VENTURE_FUND', 'RESERVE', 'LIQUIDITY'] as const;
type Releasable = (typeof releasable)[number];

/** RESERVE and LIQUIDITY pay for an executed proposal only, VENTURE_FUND for a venture. */
function PoolRelease() {
  const t = useTranslations('buzAdmin.operations.release');
  const pools = useTranslations('buz.account');
  const [pool, setPool] = useState<Releasable>('TEAM');
  const [proposalId, setProposalId] = useState('');
  const [ventureId, setVentureId] = useState('');
  const [wrong, setWrong] = useState<'proposal' | 'venture' | null>(null);
  const proposalField = useRef<HTMLSelectElement>(null);
  const ventureField = useRef<HTMLInputElement>(null);
  const byProposal = pool === 'RESERVE' || pool === 'LIQUIDITY';
  const executed = useQuery({
    queryKey: ['governance', 'executed'],
    queryFn: ({ signal }) => api.governance.list({ query: { state: 'EXECUTED', limit: 100 } }, { signal }),
    enabled: byProposal,
  });
  const check = () => {
    const venture = ventureId.trim();
    const fault =
      byProposal && proposalId === ''
        ? 'proposal'
        : pool === 'VENTURE_FUND' && venture !== '' && !wire.id.safeParse(venture).success
          ? 'venture'
          : null;
    setWrong(fault);
    if (fault === 'proposal') proposalField.current?.focus();
    if (fault === 'venture') ventureField.current?.focus();
    return fault === null;
  };
  return (
    <OperationForm
      name="release"
      toPerson
      check={check}
      effect={(words) => t('effect', { ...words, pool: pools(pool) })}
      run={({ amount, person }, reason, key) =>
        api.buzAdmin.releasePool(
          {
            body: {
              pool,
              userId: person!.id,
              amount,
              reason,
              ...(byProposal ? { proposalId } : {}),
              ...(pool === 'VENTURE_FUND' && ventureId.trim() ? { ventureId: ventureId.trim() } : {}),
            },
          },
          { idempotencyKey: key },
        )
      }
    >
      <NativeSelect
        label={t('pool')}
        value={pool}
        data={releasable.map((value) => ({ value, label: pools(value) }))}
        onChange={(event) => {
          setPool(event.currentTarget.value as Releasable);
          setWrong(null);
        }}
      />
      {byProposal && (
        <NativeSelect
          ref={proposalField}
          label={t('proposal')}
          description={t('proposalHint')}
          required
          value={proposalId}
          error={wrong === 'proposal' ? t('proposalMissing') : undefined}
          data={[
            { value: '', label: t('proposalNone') },
            ...(executed.data?.items ?? []).map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChange={(event) => {
            setProposalId(event.currentTarget.value);
            setWrong(null);
          }}
        />
      )}
      {pool === 'VENTURE_FUND' && (
        <TextInput
          ref={ventureField}
          label={t('venture')}
          description={t('ventureHint')}
          autoComplete="off"
          spellCheck={false}
          value={ventureId}
          error={wrong === 'venture' ? t('ventureWrong') : undefined}
          onChange={(event) => {
            setVentureId(event.currentTarget.value);
            setWrong(null);
          }}
        />
      )}
    </OperationForm>
  );
}

/** The emergency brake of the installation. */
function Pause() {
  const t = useTranslations('buzAdmin.operations.pause');
  const format = useFormat();
  const refresh = useRefreshBuzAdmin();
  const query = useQuery(overviewQuery());
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t('title')} text={t('text')}>
      <QueryView query={query} lines={1}>
        {({ paused }) => {
          const act = paused ? 'resume' : 'pause';
          return (
            <>
              {paused ? (
                <Alert color="orange" icon={<IconPlayerPause aria-hidden />} title={t('paused')}>
                  {t('pausedText', { date: format.dateTime(paused.since), reason: paused.reason })}
                </Alert>
              ) : (
                <Text size="sm">{t('running')}</Text>
              )}
              <Group>
                <Button {...(paused ? {} : { color: 'red' })} onClick={() => setAsking(true)}>
                  {t(act)}
                </Button>
              </Group>
              {asking && (
                <ReasonModal
                  title={t(`${act}Title`)}
                  effect={t(`${act}Effect`)}
                  confirm={t(act)}
                  danger={!paused}
                  run={(reason) => api.buzAdmin.pause({ body: { paused: !paused, reason } })}
                  onClose={() => setAsking(false)}
                  onDone={(answer) => {
                    notifications.show({
                      message: answer.paused ? t('isPaused') : t('isResumed'),
                      color: 'fir',
                    });
                    void refresh();
                  }}
                />
              )}
            </>
          );
        }}
      </QueryView>
    </Section>
  );
}
