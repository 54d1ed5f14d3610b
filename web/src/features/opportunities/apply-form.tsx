'use client';

import {
  Alert,
  Button,
  Checkbox,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { api } from '../../lib/api';
import { fieldErrors, ProblemAlert } from '../../lib/problem';
import { useSession } from '../../lib/session';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { MoneyField } from '../money/fields';
import { CostNote } from '../rewards/cost';
import {
  applicationOf,
  emptyApplication,
  keptApplication,
  letterLeast,
  type ApplicationDraft,
  type ApplicationFaults,
} from './application-draft';
import { currencies } from './posting-draft';
import { useRefreshOpportunities } from './queries';
import { SkillRows } from './skill-rows';
import type { ApplicationBody, OpportunityInFull } from './types';

interface ApplyFormProps {
  readonly opportunity: OpportunityInFull;
  readonly onSent: () => void;
}

/** An application, or an ask for a service: one page in numbered steps. What is written stays in this browser until it is sent. */
export function ApplyForm({ opportunity, onSent }: ApplyFormProps) {
  const t = useTranslations('opportunities.apply');
  const money = useMoneyFormat();
  const form = useRef<HTMLFormElement>(null);
  const { id, kind, ndaRequired } = opportunity;
  const { draft, set, kept, forget } = useDraft(id);
  const [faults, setFaults] = useState<ApplicationFaults>({});
  const send = useSend(id, () => {
    forget();
    onSent();
  });
  const said = fieldErrors(send.error);
  const change = (values: Partial<ApplicationDraft>) => {
    set(values);
    const changed = new Set(Object.keys(values));
    setFaults((known) => Object.fromEntries(Object.entries(known).filter(([name]) => !changed.has(name))));
  };
  const submit = () => {
    const built = applicationOf(draft, ndaRequired, money);
    setFaults(built.faults ?? {});
    if (built.body) send.mutate(built.body);
    // The fields get their aria-invalid in the next paint; a screen reader then reads the message with it.
    else
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const errorOf = (name: keyof ApplicationFaults) =>
    (faults[name] ? t(`faults.${faults[name]}`) : null) ?? said[name] ?? null;
  const text = (name: 'experience' | 'availability' | 'motivation', maxLength: number) => ({
    label: t(`fields.${name}`),
    maxLength,
    value: draft[name],
    error: said[name] ?? null,
    onChange: (event: { currentTarget: { value: string } }) => change({ [name]: event.currentTarget.value }),
  });
  const length = draft.coverLetter.trim().length;
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="xl" maw={720}>
        {kept && <Alert color="gray">{t('kept')}</Alert>}
        <Step number={1} title={t('steps.letter')}>
          <Textarea
            label={t('fields.coverLetter')}
            description={
              length < letterLeast
                ? t('letterLeft', { count: letterLeast - length })
                : t('letterCount', { count: length })
            }
            required
            autosize
            minRows={5}
            maxRows={20}
            maxLength={4000}
            value={draft.coverLetter}
            error={errorOf('coverLetter')}
            onChange={({ currentTarget }) => change({ coverLetter: currentTarget.value })}
          />
        </Step>
        <Step number={2} title={t('steps.skills')}>
          <SkillRows
            legend={t('fields.skills')}
            hint={t('skillsHint')}
            value={draft.skills}
            error={errorOf('skills')}
            onChange={(skills) => change({ skills })}
          />
          <OwnSkills onTake={(skills) => change({ skills })} empty={draft.skills.length === 0} />
          <Textarea {...text('experience', 4000)} autosize minRows={3} maxRows={14} />
        </Step>
        <Step number={3} title={t('steps.time')}>
          <TextInput {...text('availability', 500)} description={t('availabilityHint')} />
          <Textarea {...text('motivation', 2000)} autosize minRows={2} maxRows={10} />
        </Step>
        <Step number={4} title={t(ndaRequired ? 'steps.terms' : 'steps.bid')}>
          <Checkbox
            label={t('withBid')}
            description={t('withBidHint', { kind })}
            checked={draft.withBid}
            onChange={({ currentTarget }) => change({ withBid: currentTarget.checked })}
          />
          {draft.withBid && (
            <Group align="flex-start" gap="md">
              <MoneyField
                label={t('fields.bid')}
                currency={draft.currency}
                required
                value={draft.bid}
                error={errorOf('bid')}
                onChange={({ currentTarget }) => change({ bid: currentTarget.value })}
              />
              <NativeSelect
                label={t('fields.currency')}
                value={draft.currency}
                data={[...currencies]}
                onChange={({ currentTarget }) => change({ currency: currentTarget.value })}
              />
            </Group>
          )}
          {ndaRequired && (
            <Checkbox
              label={t('nda')}
              description={t('ndaHint')}
              required
              checked={draft.ndaAccepted}
              error={errorOf('ndaAccepted')}
              {...(faults.ndaAccepted ? { 'aria-invalid': true } : {})}
              onChange={({ currentTarget }) => change({ ndaAccepted: currentTarget.checked })}
            />
          )}
        </Step>
        <Stack gap="sm">
          {kind === 'OPPORTUNITY' ? (
            <CostNote action={draft.withBid ? 'apply-priced-bid' : 'apply'} />
          ) : (
            <Text size="sm">{t('free')}</Text>
          )}
          <ProblemAlert error={send.error} />
          <Group>
            <Button type="submit" loading={send.isPending}>
              {t('send', { kind })}
            </Button>
          </Group>
        </Stack>
      </Stack>
    </form>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  const t = useTranslations('opportunities.apply');
  return (
    <Stack gap="md" component="fieldset" m={0} p={0} style={{ border: 0, minInlineSize: 0 }}>
      <Text component="legend" fw={600} mb="xs">
        {t('step', { number, title })}
      </Text>
      {children}
    </Stack>
  );
}

/** Takes over the skills of the profile, so that nobody types them again. */
function OwnSkills({
  empty,
  onTake,
}: {
  empty: boolean;
  onTake: (skills: { name: string; level: number }[]) => void;
}) {
  const t = useTranslations('opportunities.apply');
  const skills = useQuery({
    queryKey: ['me', 'skills'],
    queryFn: ({ signal }) => api.users.skills({}, { signal }),
  }).data?.items;
  if (!empty || !skills?.length) return null;
  return (
    <div>
      <Button
        size="xs"
        variant="default"
        onClick={() => onTake(skills.slice(0, 15).map(({ name, level }) => ({ name, level })))}
      >
        {t('takeSkills', { count: Math.min(skills.length, 15) })}
      </Button>
    </div>
  );
}

function useDraft(opportunityId: string) {
  const { userId } = useSession();
  const [first] = useState(() => (userId ? keptApplication.read(userId, opportunityId) : null));
  const [draft, setDraft] = useState(first ?? emptyApplication);
  const done = useRef(false);
  useEffect(() => {
    if (userId && !done.current && draft !== emptyApplication)
      keptApplication.write(userId, opportunityId, draft);
  }, [userId, opportunityId, draft]);
  return {
    draft,
    kept: first !== null,
    set: (values: Partial<ApplicationDraft>) => setDraft((before) => ({ ...before, ...values })),
    forget: () => {
      done.current = true;
      if (userId) keptApplication.forget(userId, opportunityId);
    },
  };
}

function useSend(opportunityId: string, onSent: () => void) {
  const intention = useIntention();
  const refresh = useRefreshOpportunities();
  return useMutation({
    mutationFn: (body: ApplicationBody) =>
      api.applications.apply({ params: { opportunityId }, body }, { idempotencyKey: intention.keyOf(body) }),
    onSuccess: async () => {
      intention.done();
      onSent();
      await refresh();
    },
  });
}
