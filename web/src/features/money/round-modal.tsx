'use client';

import { NativeSelect, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { ProblemAlert } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { EditConflict } from './edit-conflict';
import { CurrencyField, MoneyField, usualCurrency } from './fields';
import { useRefreshMoney } from './queries';
import { etagOf, roundKinds, type Round } from './types';
import { merged, useEdit } from './use-edit';

interface RoundModalProps {
  readonly ventureId: string;
  /** Currency of the books; null before the first amount. */
  readonly books: string | null;
  /** Null plans a new one. */
  readonly round: Round | null;
  readonly onClose: () => void;
}

const fields = ['name', 'kind', 'targetMinor', 'minimumMinor', 'plannedOn'] as const;

/** A round to plan, or to edit while it is planned or open. */
export function RoundModal({ ventureId, books, round, onClose }: RoundModalProps) {
  const t = useTranslations('money.rounds');
  const common = useTranslations('money.fields');
  const format = useMoneyFormat();
  const refresh = useRefreshMoney(ventureId);
  const intention = useIntention();
  const start = round?.currency ?? books ?? usualCurrency;
  const valuesOf = (from: Round | null) => ({
    name: from?.name ?? '',
    kind: from?.kind ?? ('PRE_SEED' as Round['kind']),
    currency: from?.currency ?? start,
    targetMinor: from ? format.typed(from.targetMinor, from.currency) : '',
    minimumMinor: from ? format.typed(from.minimumMinor, from.currency) : '',
    plannedOn: from?.plannedOn ?? '',
  });
  type Values = ReturnType<typeof valuesOf>;
  const form = useForm<Values>({
    initialValues: valuesOf(round),
    validate: {
      name: (value) => (value.trim() ? null : t('nameMissing')),
      targetMinor: (value, { currency }) => {
        const read = format.read(value, currency);
        if (read === null) return common('amountWrong');
        return read === '0' ? t('targetZero') : null;
      },
      minimumMinor: (value, { currency, targetMinor }) => {
        const [least, target] = [format.read(value, currency), format.read(targetMinor, currency)];
        if (least === null) return common('amountWrong');
        return target !== null && BigInt(least) > BigInt(target) ? t('minimumHigh') : null;
      },
    },
  });
  const edit = useEdit<Round | null, Values>({
    from: round,
    send: ({ name, kind, currency, targetMinor, minimumMinor, plannedOn }, base) => {
      const body = {
        name: name.trim(),
        kind,
        currency,
        targetMinor: format.read(targetMinor, currency)!,
        minimumMinor: format.read(minimumMinor, currency)!,
      };
      if (base) {
        const params = { ventureId, roundId: base.id };
        const changed = { ...body, plannedOn: plannedOn || null };
        return api.finances.editRound({ params, body: changed }, { ifMatch: etagOf(base) });
      }
      const planned = { ...body, ...(plannedOn ? { plannedOn } : {}) };
      const idempotencyKey = intention.keyOf(planned);
      return api.finances.planRound({ params: { ventureId }, body: planned }, { idempotencyKey });
    },
    fresh: async () => (round ? api.finances.round({ params: { ventureId, roundId: round.id } }) : undefined),
    onDone: () => {
      intention.done();
      void refresh();
      onClose();
    },
    onFailed: (error) => applyErrors(form, error),
  });
  const { currency } = form.values;
  const saved = edit.theirs ? valuesOf(edit.theirs) : null;
  const was = valuesOf(edit.base);
  return (
    <OpenModal onClose={onClose} title={t(round ? 'editTitle' : 'plan')} size="lg">
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => edit.save(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack>
          {!round && <Text size="sm">{t('planText')}</Text>}
          {saved && (
            <EditConflict
              differences={fields.map((field) => ({
                label: t(`field.${field}`),
                was: was[field],
                saved: saved[field],
                typed: form.values[field],
              }))}
              onKeep={() => {
                form.setValues(merged(was, saved, form.values));
                edit.settle();
              }}
              onTake={() => {
                form.setValues(saved);
                edit.settle();
              }}
            />
          )}
          <TextInput
            label={t('field.name')}
            description={t('nameHint')}
            required
            data-autofocus
            maxLength={120}
            {...form.getInputProps('name')}
          />
          <NativeSelect
            label={t('field.kind')}
            data={roundKinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
            {...form.getInputProps('kind')}
          />
          {!round && (
            <CurrencyField
              books={books}
              value={currency}
              onChange={(code) => form.setFieldValue('currency', code)}
            />
          )}
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <MoneyField
              currency={currency}
              label={t('field.targetMinor')}
              description={t('targetHint')}
              required
              {...form.getInputProps('targetMinor')}
            />
            <MoneyField
              currency={currency}
              label={t('field.minimumMinor')}
              description={t('minimumHint')}
              required
              {...form.getInputProps('minimumMinor')}
            />
          </SimpleGrid>
          <TextInput
            type="date"
            label={t('field.plannedOn')}
            description={t('plannedHint')}
            maw={240}
            {...form.getInputProps('plannedOn')}
          />
          {edit.error && Object.keys(form.errors).length === 0 && <ProblemAlert error={edit.error} />}
          <ModalButtons confirm={t(round ? 'save' : 'plan')} busy={edit.saving} onCancel={onClose} />
        </Stack>
      </form>
    </OpenModal>
  );
}
