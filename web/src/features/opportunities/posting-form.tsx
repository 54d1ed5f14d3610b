'use client';

import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { ConflictAlert } from '../../components/conflict-alert';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { fieldErrors, hasCode, ProblemAlert } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import {
  cardOf,
  changedBy,
  changesOf,
  draftOf,
  fieldsOf,
  merged,
  postingOf,
  type PostingBody,
  type PostingDraft,
  type PostingFaults,
} from './posting-draft';
import { ReturnFields, SkillFields, TimeFields, WhatFields, WhoFields } from './posting-fields';
import { OpportunityRow } from './opportunity-row';
import { opportunityQuery, useRefreshOpportunities } from './queries';
import { opportunityHref, type Kind, type Tagged } from './types';

interface PostingFormProps {
  readonly kind: Kind;
  readonly ventureId: string | null;
  readonly begun: PostingDraft;
  /** The one to change; null for a new one. */
  readonly saved: Tagged | null;
}

/** Everything an opportunity or a service offer says. Saving makes or changes it; publishing is a step of its own. */
export function PostingForm({ kind, ventureId, begun, saved }: PostingFormProps) {
  const t = useTranslations('opportunities.form');
  const format = useMoneyFormat();
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  // The version the changes are made on; a conflict brings the other one.
  const [base, setBase] = useState(saved);
  const [draft, setDraft] = useState(begun);
  const [faults, setFaults] = useState<PostingFaults>({});
  const [theirs, setTheirs] = useState<Tagged | null>(null);
  const save = useSave(kind, ventureId, base);
  const said = fieldErrors(save.error);
  const ventureBound = base ? base.ventureBound : ventureId !== null;
  const errorOf = (path: string) => (faults[path] ? t(`faults.${faults[path]}`) : null) ?? said[path] ?? null;
  const change = (values: Partial<PostingDraft>) => {
    setDraft((before) => ({ ...before, ...values }));
    const changed = Object.keys(values);
    setFaults((known) =>
      Object.fromEntries(
        Object.entries(known).filter(([path]) => !changed.includes(path.split('.')[0] ?? '')),
      ),
    );
    if (save.error && theirs === null) save.reset();
  };
  const focusFirst = () =>
    // The fields get their aria-invalid in the next paint; a screen reader then reads the message with it.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  const submit = () => {
    const built = postingOf(draft, format);
    setFaults(built.faults ?? {});
    if (!built.body) return focusFirst();
    const was = base ? postingOf(draftOf(base, format), format).body : null;
    save.mutate(
      { body: built.body, was },
      {
        onError: async (error) => {
          if (hasCode(error, 'EDIT_CONFLICT') && base)
            setTheirs(await client.fetchQuery({ ...opportunityQuery(base.id), staleTime: 0 }));
          else focusFirst();
        },
      },
    );
  };
  const settle = (discard: boolean) => {
    if (!base || !theirs) return;
    const other = draftOf(theirs, format);
    setDraft(discard ? other : merged(draftOf(base, format), draft, other));
    setBase(theirs);
    setTheirs(null);
    save.reset();
  };
  const fields = { kind, ventureBound, draft, errorOf, onChange: change };
  const foreign = base && theirs ? changedBy(draftOf(base, format), draftOf(theirs, format)) : [];
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="lg">
        <WhatFields {...fields} />
        <SkillFields {...fields} />
        <TimeFields {...fields} />
        <ReturnFields {...fields} />
        <WhoFields {...fields} />
        <Preview kind={kind} ventureBound={ventureBound} draft={draft} />
        {theirs && (
          <ConflictAlert words="opportunities.conflict" onReload={settle}>
            <Text size="sm">{t('conflictFields')}</Text>
            <List size="sm">
              {foreign.map((field) => (
                <List.Item key={field}>{t(`fields.${field}`)}</List.Item>
              ))}
            </List>
          </ConflictAlert>
        )}
        {save.error && !hasCode(save.error, 'EDIT_CONFLICT') && <ProblemAlert error={save.error} />}
        {Object.keys(faults).length > 0 && (
          <Alert color="red" role="alert">
            {t('faulty', { count: Object.keys(faults).length })}
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={theirs !== null}>
            {t(base === null ? 'saveDraft' : 'save')}
          </Button>
          <Button
            component={Link}
            href={base ? opportunityHref(base.id) : '/opportunities/mine'}
            variant="default"
          >
            {t('cancel')}
          </Button>
          <Text size="sm" c="dimmed">
            {t(base === null || base.state === 'DRAFT' ? 'free' : 'seenAtOnce')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function useSave(kind: Kind, ventureId: string | null, base: Tagged | null) {
  const router = useRouter();
  const client = useQueryClient();
  const intention = useIntention();
  const refresh = useRefreshOpportunities();
  return useMutation({
    mutationFn: ({ body, was }: { body: PostingBody; was: PostingBody | null }): Promise<Tagged> =>
      base && was ? edit(kind, base, changesFor(body, was, base)) : create(kind, ventureId, body, intention),
    onSuccess: async (next) => {
      intention.done();
      client.setQueryData(opportunityQuery(next.id).queryKey, next);
      await refresh();
      router.push(opportunityHref(next.id));
    },
  });
}

function changesFor(
  body: PostingBody,
  was: PostingBody,
  { kind, ventureBound }: Tagged,
): Partial<PostingBody> {
  return changesOf(
    body,
    was,
    fieldsOf[kind].filter((field) => (ventureBound ? field !== 'yearsNeeded' : field !== 'seatRole')),
  );
}

async function edit(kind: Kind, base: Tagged, changes: Partial<PostingBody>): Promise<Tagged> {
  const params = { opportunityId: base.id };
  const tag = { ifMatch: base.etag ?? `"${base.version}"` };
  if (kind === 'OPPORTUNITY') return (await api.opportunities.edit({ params, body: changes }, tag)) as Tagged;
  const { requiredSkills, visibility, ...rest } = changes;
  const body = {
    ...serviceOf(rest),
    ...(requiredSkills ? { skills: requiredSkills } : {}),
    ...(visibility ? { visibility: openVisibility(visibility) } : {}),
  };
  return (await api.serviceOffers.edit({ params, body }, tag)) as Tagged;
}

async function create(
  kind: Kind,
  ventureId: string | null,
  body: PostingBody,
  { keyOf }: ReturnType<typeof useIntention>,
): Promise<Tagged> {
  if (kind === 'SERVICE') {
    const { requiredSkills, visibility, title, engagement, ...rest } = body;
    const service = {
      ...serviceOf(rest),
      title,
      engagement,
      skills: requiredSkills,
      visibility: openVisibility(visibility),
    };
    return (await api.serviceOffers.create({ body: service }, { idempotencyKey: keyOf(service) })) as Tagged;
  }
  const { yearsNeeded, seatRole, ...rest } = body;
  const opportunity = { ...rest, ...(ventureId ? { ventureId, seatRole } : { yearsNeeded }) };
  return (await api.opportunities.create(
    { body: opportunity },
    { idempotencyKey: keyOf(opportunity) },
  )) as Tagged;
}

/** Without what a service does not have. */
function serviceOf({
  type: _type,
  preferredSkills: _preferred,
  yearsNeeded: _years,
  durationWeeks: _weeks,
  seatRole: _seat,
  ndaRequired: _nda,
  ...service
}: Partial<Omit<PostingBody, 'requiredSkills' | 'visibility'>>) {
  return service;
}

function openVisibility(visibility: PostingBody['visibility']) {
  return visibility === 'PRIVATE' || visibility === 'VENTURE_ONLY' ? 'MEMBER_ONLY' : visibility;
}

/** As it will stand in the lists of others. */
function Preview({ kind, ventureBound, draft }: { kind: Kind; ventureBound: boolean; draft: PostingDraft }) {
  const t = useTranslations('opportunities.form');
  const format = useMoneyFormat();
  const { body } = postingOf(draft, format);
  return (
    <Section title={t('sections.preview')} text={t('previewText')}>
      {body ? (
        <OpportunityRow card={cardOf(body, kind, ventureBound)} order={3} href="#" />
      ) : (
        <Text size="sm" c="dimmed">
          {t('previewLater')}
        </Text>
      )}
    </Section>
  );
}
