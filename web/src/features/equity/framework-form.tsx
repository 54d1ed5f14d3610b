'use client';

import {
  Alert,
  Box,
  Button,
  Grid,
  Group,
  List,
  NativeSelect,
  Progress,
  Radio,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { useIntention } from '../buz/intention';
import type { Member } from '../ventures/types';
import {
  evenParts,
  faultsOf,
  hubMost,
  mostOwners,
  partText,
  percentText,
  sumOf,
  usualPool,
  whole,
  type FrameworkFault,
} from './framework';
import { colourOf } from './holder-looks';
import { Explained } from './help-tip';
import { OwnerRow, type OwnerDraft } from './owner-row';
import { PartField } from './part-field';
import { useRefreshEquity } from './queries';
import type { Proposal, Standing } from './types';
import { useEquityFormat } from './use-equity-format';
import { atOnce, planOf } from './vesting-plan';

const models = ['FIXED', 'DYNAMIC', 'HYBRID'] as const;
const currencies = ['CAD', 'USD', 'EUR', 'GBP', 'CHF', 'AUD'] as const;

interface FrameworkFormProps {
  readonly standing: Standing;
  readonly owners: readonly Member[];
  readonly onSent: (proposal: Proposal, signers: readonly string[]) => void;
}

/** The framework with its live sum; nothing is sent before it comes to exactly 100 %. */
export function FrameworkForm({ standing, owners: members, onSent }: FrameworkFormProps) {
  const t = useTranslations('equity.framework');
  const format = useEquityFormat();
  const [owners, setOwners] = useState<OwnerDraft[]>(() => {
    const parts = evenParts(whole - usualPool, Math.min(members.length, mostOwners) || 1);
    return members.map(({ userId, name, role }, index) => ({
      userId,
      name,
      fixed: role === 'OWNER',
      taken: index < mostOwners,
      part: parts[index] ?? 0,
      plan: atOnce,
    }));
  });
  const [hub, setHub] = useState(0);
  const [pool, setPool] = useState(usualPool);
  const [model, setModel] = useState<(typeof models)[number]>('FIXED');
  const [currency, setCurrency] = useState('CAD');
  const [typedUnits, setUnits] = useState(format.count('100000000'));
  const [tried, setTried] = useState(false);
  const sumBox = useRef<HTMLDivElement>(null);

  const taking = owners.filter(({ taken }) => taken);
  const parts = { owners: taking.map(({ part }) => part), hub, pool };
  const units = format.read(typedUnits, 0);
  const soundUnits = units !== null && units !== '0' ? units : null;
  const faults = faultsOf(parts, soundUnits);
  const plans = taking.map(({ plan }) => planOf(plan));
  const sound = faults.length === 0 && soundUnits !== null && plans.every((plan) => typeof plan === 'object');
  const signers = taking.map(({ name }) => name);
  const send = useSend(standing, (proposal) => onSent(proposal, signers));

  const change = (userId: string, next: Partial<OwnerDraft>) =>
    setOwners((before) => before.map((one) => (one.userId === userId ? { ...one, ...next } : one)));
  const submit = () => {
    setTried(true);
    if (!sound) {
      sumBox.current?.focus();
      return;
    }
    send.mutate({
      model,
      currency,
      units: soundUnits,
      hub,
      pool,
      owners: taking.map(({ userId, part }, index) => ({
        userId,
        part,
        vesting: plans[index] as Exclude<(typeof plans)[number], string>,
      })),
    });
  };
  const rest = whole - sumOf(parts);
  const sumText = t('sum.soFar', { sum: format.percent(partText(sumOf(parts))) });

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <Section title={t('owners.title')} text={t('owners.text')}>
              <Stack gap="lg">
                {owners.map((owner) => (
                  <OwnerRow
                    key={owner.userId}
                    owner={owner}
                    tried={tried}
                    sum={sumText}
                    onChange={(next) => change(owner.userId, next)}
                  />
                ))}
                {taking.length > 1 && (
                  <Group>
                    <Button
                      variant="default"
                      size="xs"
                      onClick={() => {
                        const total = parts.owners.reduce((sum, part) => sum + part, 0);
                        const even = evenParts(total, taking.length);
                        taking.forEach(({ userId }, index) => change(userId, { part: even[index]! }));
                      }}
                    >
                      {t('owners.even')}
                    </Button>
                  </Group>
                )}
              </Stack>
            </Section>
            <Section title={t('others.title')} text={t('others.text')}>
              <Stack gap="lg">
                <PartField
                  label={<Explained term="pool">{t('others.pool')}</Explained>}
                  name={t('others.pool')}
                  hint={t('others.poolHint')}
                  value={pool}
                  sum={sumText}
                  onChange={setPool}
                />
                {rest !== 0 && pool + rest >= 0 && pool + rest <= whole && (
                  <Group>
                    <Button variant="default" size="xs" onClick={() => setPool(pool + rest)}>
                      {t('others.rest', { part: format.percent(partText(pool + rest)) })}
                    </Button>
                  </Group>
                )}
                <PartField
                  label={t('others.hub')}
                  name={t('others.hub')}
                  hint={t('others.hubHint')}
                  value={hub}
                  sum={sumText}
                  most={hubMost}
                  onChange={setHub}
                />
              </Stack>
            </Section>
            <Section title={t('how.title')}>
              <Radio.Group
                label={t('how.model')}
                value={model}
                onChange={(value) => setModel(value as (typeof models)[number])}
              >
                <Stack gap="xs" mt="xs">
                  {models.map((one) => (
                    <Radio
                      key={one}
                      value={one}
                      label={t(`how.${one}.label`)}
                      description={t(`how.${one}.text`)}
                    />
                  ))}
                </Stack>
              </Radio.Group>
              <Group align="flex-start" gap="md">
                <TextInput
                  label={t('how.units')}
                  description={t('how.unitsHint')}
                  inputMode="numeric"
                  value={typedUnits}
                  error={soundUnits === null ? t('how.unitsWrong') : null}
                  onChange={({ currentTarget }) => setUnits(currentTarget.value)}
                  w={{ base: '100%', xs: 280 }}
                />
                <NativeSelect
                  label={t('how.currency')}
                  description={t('how.currencyHint')}
                  value={currency}
                  onChange={({ currentTarget }) => setCurrency(currentTarget.value)}
                  data={[...currencies]}
                  w={{ base: '100%', xs: 220 }}
                />
              </Group>
            </Section>
            <Section title={t('sum.title')}>
              <Stack gap={4}>
                <Text fw={600} size="sm">
                  {t('sum.signers')}
                </Text>
                <List size="sm">
                  {signers.map((name) => (
                    <List.Item key={name}>{name}</List.Item>
                  ))}
                </List>
                {hub > 0 && <Text size="sm">{t('sum.hubNote')}</Text>}
              </Stack>
              {send.error && !(send.error instanceof StepUpCancelled) && <ProblemAlert error={send.error} />}
              <Group>
                <Button type="submit" loading={send.isPending}>
                  {t('sum.send')}
                </Button>
                <Text size="sm" c="dimmed">
                  {t('sum.notYet')}
                </Text>
              </Group>
            </Section>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }} order={{ base: 2, md: 1 }}>
          <Box pos={{ md: 'sticky' }} top={96}>
            <Section title={t('sum.live')}>
              <Sum ref={sumBox} parts={parts} faults={faults} />
            </Section>
          </Box>
        </Grid.Col>
      </Grid>
    </form>
  );
}

type SetUpBody = Parameters<typeof api.equity.setUp>[0]['body'];

function useSend({ venture }: Standing, onSent: (proposal: Proposal) => void) {
  const stepUp = useStepUp();
  const intention = useIntention();
  const refresh = useRefreshEquity(venture.id);
  return useMutation({
    mutationFn: (body: SetUpBody) => {
      const idempotencyKey = intention.keyOf(body);
      return stepUp(() => api.equity.setUp({ params: { ventureId: venture.id }, body }, { idempotencyKey }));
    },
    onSuccess: (proposal) => {
      intention.done();
      void refresh();
      onSent(proposal);
    },
  });
}

interface SumProps {
  readonly parts: { owners: readonly number[]; hub: number; pool: number };
  readonly faults: readonly FrameworkFault[];
  readonly ref: React.Ref<HTMLDivElement>;
}

function Sum({ parts, faults, ref }: SumProps) {
  const t = useTranslations('equity');
  const format = useEquityFormat();
  const own = parts.owners.reduce((sum, part) => sum + part, 0);
  const sum = sumOf(parts);
  const pieces = [
    { holderClass: 'OWNER', part: own },
    { holderClass: 'HUB', part: parts.hub },
    { holderClass: 'POOL', part: parts.pool },
  ] as const;
  const scale = Math.max(sum, whole);
  return (
    <Stack gap="sm" ref={ref} tabIndex={-1}>
      <Progress.Root size={28} aria-hidden>
        {pieces.map(({ holderClass, part }) => (
          <Progress.Section key={holderClass} value={(part / scale) * 100} color={colourOf(holderClass)} />
        ))}
      </Progress.Root>
      <Text size="sm">
        {pieces
          .filter(({ part }) => part > 0)
          .map(
            ({ holderClass, part }) => `${t(`holderClass.${holderClass}`)} ${format.percent(partText(part))}`,
          )
          .join(' · ')}
      </Text>
      <Text role="status" fw={600}>
        {sum === whole
          ? t('framework.sum.exact')
          : t(sum < whole ? 'framework.sum.less' : 'framework.sum.more', {
              sum: format.percent(partText(sum)),
              rest: format.typed(percentText(Math.abs(whole - sum))),
            })}
      </Text>
      {faults.some((fault) => fault !== 'SUM') && (
        <Alert color="orange" title={t('framework.sum.wrong')}>
          <List size="sm">
            {faults
              .filter((fault) => fault !== 'SUM')
              .map((fault) => (
                <List.Item key={fault}>
                  {t(`framework.faults.${fault as Exclude<FrameworkFault, 'SUM'>}`)}
                </List.Item>
              ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
