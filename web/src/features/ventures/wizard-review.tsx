'use client';

import {
  Alert,
  Anchor,
  Button,
  Checkbox,
  DataList,
  Group,
  List,
  Radio,
  Skeleton,
  Stack,
  Text,
  Title,
} from '@mantine/core';
import { IconSignature } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { api, newKey } from '../../lib/api';
import { useFormat } from '../../lib/format';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { signHref } from '../documents/links';
import { usePack } from '../documents/pack';
import { CostNote } from '../rewards/cost';
import { missingForSubmission } from './draft-rules';
import type { Draft, Step } from './draft';
import { ventureQuery } from './queries';
import type { Venture } from './types';
import { industryKey } from './venture-card';
import type { StepProps } from './wizard-fields';

interface Props extends StepProps {
  venture: Venture;
  save: () => Promise<Venture | null>;
  onGo: (step: Step) => void;
}

/** The last step: who will see the card, what was answered, which papers follow, and the submission. */
export function ReviewStep({ form, venture, save, onGo }: Props) {
  const t = useTranslations('ventures');
  const draft = venture.status === 'DRAFT';
  return (
    <Stack gap="xl">
      <Radio.Group label={t('field.visibility')} {...form.getInputProps('visibility')}>
        <Stack mt="sm" gap="sm">
          {(['INVITE_ONLY', 'PRIVATE', 'PUBLIC'] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`visibility.${value}`)}
              description={t(`visibilityHelp.${value}`)}
              disabled={!draft && value === 'PUBLIC' && venture.visibility !== 'PUBLIC'}
            />
          ))}
        </Stack>
      </Radio.Group>
      {!draft && venture.visibility !== 'PUBLIC' && (
        <Text size="sm" c="dimmed">
          {t('review.publishNote')}
        </Text>
      )}
      <Summary values={form.values} />
      {draft && <Papers venture={venture} />}
      {draft && <Approvals values={form.values} />}
      {draft && <Submission form={form} venture={venture} save={save} onGo={onGo} />}
    </Stack>
  );
}

function Summary({ values }: { values: Draft }) {
  const t = useTranslations('ventures');
  const { locale } = useFormat();
  const rows: [string, string][] = [
    [t('field.name'), values.name],
    [t('field.purpose'), values.purpose || '–'],
    [t('field.industry'), t(`industry.${industryKey(values.industry)}`)],
    [t('facts.team'), String(values.teamSizeWanted)],
    [
      t('facts.residency'),
      new Intl.DisplayNames([locale], { type: 'region' }).of(values.dataResidency) ?? values.dataResidency,
    ],
    [t('field.tierCeiling'), t(`field.tier.${values.tierCeiling as 0 | 1 | 2 | 3}`)],
    [
      t('field.skills'),
      values.skillsWanted
        .map((skill) => skill.name)
        .filter(Boolean)
        .join(', ') || '–',
    ],
    [t('facts.reward'), t(`field.rewardKind.${values.rewardKind}`)],
    [t('facts.hub'), values.hubServices ? t('yes') : t('no')],
  ];
  return (
    <section aria-labelledby="review-summary">
      <Title order={3} id="review-summary" mb="xs">
        {t('review.summary')}
      </Title>
      <DataList labelWidth="11rem" withDivider>
        {rows.map(([label, value]) => (
          <DataList.Item key={label}>
            <DataList.ItemLabel>{label}</DataList.ItemLabel>
            <DataList.ItemValue>{value}</DataList.ItemValue>
          </DataList.Item>
        ))}
      </DataList>
    </section>
  );
}

/** Papers before the submission, and those it will issue. */
function Papers({ venture }: { venture: Venture }) {
  const t = useTranslations('ventures.review');
  const before = usePack('CREATE_VENTURE', venture.id);
  const after = usePack('ACTIVATE_VENTURE', venture.id);
  const failed = before.error ?? after.error;
  if (failed)
    return (
      <ProblemAlert error={failed} onRetry={() => void Promise.all([before.refetch(), after.refetch()])} />
    );
  if (!before.data || !after.data) return <Skeleton height={120} aria-hidden />;
  const first = new Set(before.data.toSign.map((paper) => paper.code));
  const issued = after.data.toSign.filter((paper) => !first.has(paper.code));
  return (
    <section aria-labelledby="review-papers">
      <Title order={3} id="review-papers" mb="xs">
        {t('papers')}
      </Title>
      <Stack gap="sm">
        {before.data.toSign.length > 0 && (
          <Alert color="orange" title={t('firstTitle')}>
            <Stack gap="sm">
              <Names names={before.data.toSign.map((paper) => `${paper.name} (${paper.code})`)} />
              <div>
                <Button
                  component={Link}
                  size="xs"
                  leftSection={<IconSignature size={16} aria-hidden />}
                  href={signHref({
                    pack: 'CREATE_VENTURE',
                    ventureId: venture.id,
                    after: `/ventures/${venture.id}/edit?step=review`,
                  })}
                >
                  {t('firstSign')}
                </Button>
              </div>
            </Stack>
          </Alert>
        )}
        <Text size="sm">{issued.length > 0 ? t('issued') : t('issuedNone')}</Text>
        {issued.length > 0 && <Names names={issued.map((paper) => `${paper.name} (${paper.code})`)} />}
      </Stack>
    </section>
  );
}

function Approvals({ values }: { values: Draft }) {
  const t = useTranslations('ventures.review');
  const due = [
    values.tierCeiling >= 2 || values.healthData ? t('approvalSecurity') : null,
    values.dataResidency === 'CA' ? null : t('approvalLegal'),
    values.hubServices ? t('approvalHub') : null,
  ].filter((text) => text !== null);
  if (due.length === 0) return null;
  return (
    <section aria-labelledby="review-approvals">
      <Title order={3} id="review-approvals" mb="xs">
        {t('approvals')}
      </Title>
      <Names names={due} />
    </section>
  );
}

function Submission({ form, venture, save, onGo }: Props) {
  const t = useTranslations('ventures.review');
  const router = useRouter();
  const client = useQueryClient();
  const [standing, setStanding] = useState(false);
  const [unticked, setUnticked] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const key = useRef(newKey());
  const missing = missingForSubmission(form.values);
  const submit = useMutation({
    mutationFn: async () => {
      const saved = await save();
      if (!saved) return null;
      return api.ventures.submit(
        { params: { ventureId: saved.id }, body: { standingSignature: true } },
        { idempotencyKey: key.current },
      );
    },
    onSuccess: async (submitted) => {
      if (!submitted) return;
      client.setQueryData(ventureQuery(submitted.id).queryKey, submitted);
      await Promise.all([
        client.invalidateQueries({ queryKey: ['ventures', 'list'] }),
        client.invalidateQueries({ queryKey: ['access'] }),
        client.invalidateQueries({ queryKey: ['buz'] }),
      ]);
      router.push(`/ventures/${submitted.id}`);
    },
    // A lost answer is asked for again under the same key; after a refusal the next try is a new intention.
    onError: (error) => {
      if (!hasCode(error, 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT', 'OVERLOADED', 'INTERNAL'))
        key.current = newKey();
    },
  });
  const press = () => {
    setUnticked(!standing);
    if (standing) submit.mutate();
    else box.current?.focus();
  };
  return (
    <section aria-labelledby="review-submit">
      <Title order={3} id="review-submit" mb="xs">
        {t('submitTitle')}
      </Title>
      <Stack>
        {missing.map((field) => (
          <Alert key={field} color="orange">
            <Group justify="space-between">
              <Text size="sm">{t(`missing.${field}`)}</Text>
              <Anchor component="button" type="button" size="sm" onClick={() => onGo('basics')}>
                {t('goThere')}
              </Anchor>
            </Group>
          </Alert>
        ))}
        <Checkbox
          ref={box}
          label={t('standing')}
          description={t('standingHelp')}
          checked={standing}
          error={unticked ? t('standingMissing') : undefined}
          aria-invalid={unticked ? true : undefined}
          onChange={(event) => {
            setStanding(event.currentTarget.checked);
            setUnticked(false);
          }}
        />
        <CostNote
          action="venture-submit"
          also={form.values.visibility === 'PUBLIC' ? ['venture-publish'] : []}
        />
        {submit.isError && <ProblemAlert error={submit.error} />}
        <div>
          <Button size="md" loading={submit.isPending} disabled={missing.length > 0} onClick={press}>
            {t('submit')}
          </Button>
        </div>
        <Text size="sm" c="dimmed">
          {t('submitNote', { name: venture.name })}
        </Text>
      </Stack>
    </section>
  );
}

function Names({ names }: { names: string[] }) {
  return (
    <List size="sm">
      {names.map((name) => (
        <List.Item key={name}>{name}</List.Item>
      ))}
    </List>
  );
}
