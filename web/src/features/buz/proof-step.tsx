'use client';

import { Badge, Card, Code, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { writeBuz } from '@smartstart/units';
import { useTranslations } from 'next-intl';
import { useId, type ReactNode } from 'react';
import { BuzAmount, useBuzFormat } from '../../lib/buz';
import { useFormat } from '../../lib/format';
import { ProblemAlert } from '../../lib/problem';
import { Figure, Figures } from './figures';
import { HashingUnavailable, type Findings, type Step, type StepName } from './proof-run';
import { SupplyFigures } from './supply-figures';

const looks = {
  waiting: { icon: IconCircleDashed, color: 'gray' },
  running: { icon: IconCircleDashed, color: 'blue' },
  passed: { icon: IconCircleCheck, color: 'green' },
  partly: { icon: IconAlertTriangle, color: 'yellow' },
  failed: { icon: IconCircleX, color: 'red' },
  error: { icon: IconAlertTriangle, color: 'red' },
} as const;

interface ProofStepProps<N extends StepName> {
  readonly name: N;
  readonly position: number;
  readonly step: Step<N>;
}

/** One check: what it shows, how it went, and its figures. */
export function ProofStep<N extends StepName>({ name, position, step }: ProofStepProps<N>) {
  const t = useTranslations('buz.proof');
  const id = useId();
  const key: StepName = name;
  const { icon: Icon, color } = looks[step.state];
  return (
    <Card
      component="section"
      aria-labelledby={id}
      p={{ base: 'md', sm: 'xl' }}
      aria-busy={step.state === 'running'}
    >
      <Stack gap="md">
        <Group justify="space-between" gap="xs" align="flex-start">
          <Title order={2} size="h3" id={id}>
            {t('step', { position, title: t(`steps.${key}.title`) })}
          </Title>
          <Badge color={color} size="lg" miw="max-content" leftSection={<Icon size={16} aria-hidden />}>
            {t(`states.${step.state}`)}
          </Badge>
        </Group>
        <Text size="sm" maw="68ch">
          {t(`steps.${key}.text`)}
        </Text>
        {step.state === 'running' && <Running loaded={step.loaded} />}
        {step.state === 'error' &&
          (step.error instanceof HashingUnavailable ? (
            <Text c="var(--mantine-color-error)">{t('noHashing')}</Text>
          ) : (
            <ProblemAlert error={step.error} />
          ))}
        {'found' in step && <Found name={name} found={step.found} />}
      </Stack>
    </Card>
  );
}

function Running({ loaded }: { loaded: number | undefined }) {
  const t = useTranslations('buz.proof');
  return (
    <Stack gap={4}>
      <Progress value={100} animated aria-label={t('states.running')} />
      {loaded !== undefined && <Text size="sm">{t('loaded', { count: loaded })}</Text>}
    </Stack>
  );
}

function Found<N extends StepName>({ name, found }: { name: N; found: Findings[N] }) {
  const shown: { [K in StepName]: (one: Findings[K]) => ReactNode } = {
    postings: (one) => <PostingsFound found={one} />,
    tree: (one) => <TreeFound found={one} />,
    root: (one) => <RootFound found={one} />,
    supply: (one) => <SupplyFigures {...one} />,
  };
  return shown[name](found);
}

function PostingsFound({ found }: { found: Findings['postings'] }) {
  const t = useTranslations('buz');
  const { full } = useBuzFormat();
  return (
    <Stack gap="xs">
      <Text size="sm">{t('proof.postings.count', { count: found.count })}</Text>
      <Figures>
        {found.rows.map(({ account, sum, balance }) => (
          <Figure key={account} label={t(`account.${account}`)} strong>
            {t(sum === balance ? 'proof.postings.same' : 'proof.postings.different', {
              sum: full(writeBuz(sum)),
              balance: full(writeBuz(balance)),
            })}
          </Figure>
        ))}
      </Figures>
      <Text size="sm" {...(found.broken ? { c: 'var(--mantine-color-error)' } : {})}>
        {found.broken ? t('proof.postings.broken', { seq: found.broken.seq }) : t('proof.postings.chain')}
      </Text>
    </Stack>
  );
}

function TreeFound({ found }: { found: Findings['tree'] }) {
  const t = useTranslations('buz');
  const format = useFormat();
  return (
    <Stack gap="xs">
      <Figures>
        {found.leaves.map((leaf) => (
          <Figure
            key={leaf.account}
            label={t('proof.tree.leaf', { account: t(`account.${leaf.account}`), height: leaf.height })}
            strong
          >
            <BuzAmount amount={leaf.balance} as="full" /> · {t(`proof.tree.${verdict(leaf)}`)}
          </Figure>
        ))}
        <Figure label={t('proof.tree.at')}>{format.dateTime(found.root.at)}</Figure>
        <Figure label={t('proof.tree.accounts')}>{format.number(found.root.accounts)}</Figure>
      </Figures>
      {found.missing.length > 0 && (
        <Text size="sm" c="var(--mantine-color-error)">
          {t('proof.tree.missing', {
            accounts: found.missing.map((account) => t(`account.${account}`)).join(', '),
          })}
        </Text>
      )}
      <Text size="sm" {...(found.published === false ? { c: 'var(--mantine-color-error)' } : {})}>
        {found.published === null
          ? t('proof.tree.newer')
          : found.published
            ? t('proof.tree.published')
            : t('proof.tree.other')}
      </Text>
      <Hash label={t('proof.tree.rootHash')} value={found.root.hash} />
    </Stack>
  );
}

function verdict({ counted, own }: Findings['tree']['leaves'][number]) {
  if (!counted) return 'notCounted';
  if (own === null) return 'notCompared';
  return own ? 'counted' : 'notOwn';
}

function RootFound({ found: { root, whole, signed } }: { found: Findings['root'] }) {
  const t = useTranslations('buz.proof.root');
  return (
    <Stack gap="xs">
      <Figures>
        <Figure label={t('sum')} strong>
          <BuzAmount amount={root.sum} as="full" /> · {whole ? t('whole') : t('notWhole')}
        </Figure>
        <Figure label={t('signature')} strong>
          {signed === null ? t('cannot') : signed ? t('right') : t('wrong')}
        </Figure>
        <Figure label={t('key')}>{root.keyId}</Figure>
      </Figures>
      {signed === null && <Text size="sm">{t('cannotText')}</Text>}
      <Hash label={t('signatureText')} value={root.signature} />
    </Stack>
  );
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Code block style={{ whiteSpace: 'pre-wrap', wordBreak: 'break-all' }}>
        {value}
      </Code>
    </div>
  );
}
