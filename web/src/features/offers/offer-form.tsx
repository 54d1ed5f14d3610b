'use client';

import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { offersWire } from '@smartstart/contract';
import { ConflictAlert } from '../../components/conflict-alert';
import { Section } from '../../components/section';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useIntention } from '../buz/intention';
import { equityHref } from '../equity/equity-frame';
import { useEquityFormat } from '../equity/use-equity-format';
import {
  draftOf,
  emptyOffer,
  lengths,
  merged,
  termsOf,
  type OfferDraft,
  type OfferFaults,
} from './offer-draft';
import { offerQuery, useRefreshOffers } from './queries';
import { RewardFields } from './reward-fields';
import type { Kind, OfferTerms, TaggedOffer } from './types';

interface OfferFormProps {
  readonly ventureId: string;
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  /** The draft to change; null for a new one. */
  readonly offer: TaggedOffer | null;
}

/** All terms of an offer. Saving makes a draft that only the owner sees; sending is a step of its own. */
export function OfferForm({ ventureId, people, offer }: OfferFormProps) {
  const t = useTranslations('offers');
  const format = useEquityFormat();
  const form = useRef<HTMLFormElement>(null);
  // The version the changes are made on; a conflict brings the other one.
  const [base, setBase] = useState(offer);
  const [draft, setDraft] = useState<OfferDraft>(() => begun(offer));
  const [faults, setFaults] = useState<OfferFaults>({});
  const save = useSave(ventureId, base);
  const client = useQueryClient();

  function begun(from: TaggedOffer | null): OfferDraft {
    const [only, second] = people;
    return from ? draftOf(from, format) : { ...emptyOffer, addresseeId: only && !second ? only.userId : '' };
  }
  const set = (change: Partial<OfferDraft>) => {
    setDraft((before) => ({ ...before, ...change }));
    const changed = new Set([...Object.keys(change), 'reward']);
    setFaults((known) => Object.fromEntries(Object.entries(known).filter(([name]) => !changed.has(name))));
  };
  const submit = () => {
    const built = termsOf(draft, format);
    setFaults(built.faults ?? {});
    if (built.terms) save.mutate({ addresseeId: draft.addresseeId, terms: built.terms });
    // The fields get their aria-invalid in the next paint; a screen reader then reads the message with it.
    else
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const reload = async (discard: boolean) => {
    if (!base) return;
    const theirs = await client.fetchQuery({ ...offerQuery(base.id), staleTime: 0 });
    const other = draftOf(theirs, format);
    setDraft(discard ? other : merged(begun(base), draft, other));
    setBase(theirs);
    save.reset();
  };
  const text = (name: keyof typeof lengths) => ({
    label: t(`fields.${name}`),
    description: t(`hints.${name}`),
    required: lengths[name].least > 0,
    maxLength: lengths[name].most,
    value: draft[name],
    error: name !== 'impact' && faults[name] ? t(`faults.${name}`) : null,
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const conflict = hasCode(save.error, 'EDIT_CONFLICT');
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
        <Section title={t('form.what')} text={t('form.whatText')}>
          <Stack gap="md" maw={640}>
            <NativeSelect
              label={t('fields.addresseeId')}
              description={t('hints.addresseeId')}
              required
              disabled={offer !== null}
              value={draft.addresseeId}
              error={faults.addresseeId ? t('faults.person') : null}
              onChange={({ currentTarget }) => set({ addresseeId: currentTarget.value })}
              data={[
                ...(offer ? [] : [{ value: '', label: t('form.choose') }]),
                ...people.map(({ userId, name }) => ({ value: userId, label: name })),
              ]}
            />
            <NativeSelect
              label={t('fields.kind')}
              value={draft.kind}
              onChange={({ currentTarget }) => set({ kind: currentTarget.value as Kind })}
              data={offersWire.contributionKind.options.map((kind) => ({
                value: kind,
                label: t(`kinds.${kind}`),
              }))}
            />
            <Textarea {...text('work')} autosize minRows={3} maxRows={14} />
            <Textarea {...text('deliverables')} autosize minRows={3} maxRows={14} />
            <TextInput {...text('effort')} />
            <Textarea {...text('impact')} autosize minRows={2} maxRows={6} />
          </Stack>
        </Section>
        <RewardFields draft={draft} faults={faults} onChange={set} />
        {conflict && <ConflictAlert words="offers.conflict" onReload={(discard) => void reload(discard)} />}
        {save.error && !conflict && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending} disabled={conflict}>
            {t('form.save')}
          </Button>
          <Button
            component={Link}
            href={offer ? `/offers/${offer.id}` : equityHref(ventureId, '/offers')}
            variant="default"
          >
            {t('form.cancel')}
          </Button>
          <Text size="sm" c="dimmed">
            {t('form.notYet')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

function useSave(ventureId: string, base: TaggedOffer | null) {
  const router = useRouter();
  const intention = useIntention();
  const refresh = useRefreshOffers();
  return useMutation({
    mutationFn: (body: { addresseeId: string; terms: OfferTerms }) => {
      if (base)
        return api.offers.edit(
          { params: { offerId: base.id }, body: { terms: body.terms } },
          { ifMatch: base.etag ?? `"${base.version}"` },
        );
      const idempotencyKey = intention.keyOf(body);
      return api.offers.create({ params: { ventureId }, body }, { idempotencyKey });
    },
    onSuccess: async ({ id }) => {
      intention.done();
      await refresh();
      router.push(`/offers/${id}`);
    },
  });
}
