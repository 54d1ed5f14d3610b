'use client';

import { NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors } from '../../lib/form';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { FormConflict } from './edit-conflict';
import { CurrencyField, MoneyField, usualCurrency } from './fields';
import { useRefreshMoney } from './queries';
import { etagOf, roundKinds, type Round } from './types';
import { useEdit } from './use-edit';

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
  return (
    <FormModal
      title={t(round ? 'editTitle' : 'plan')}
      confirm={t(round ? 'save' : 'plan')}
      form={form}
      busy={edit.saving}
      error={Object.keys(form.errors).length > 0 ? null : edit.error}
      onSubmit={edit.save}
      onClose={onClose}
    >
      {!round && <Text size="sm">{t('planText')}</Text>}
      <FormConflict
        edit={edit}
        valuesOf={valuesOf}
        values={form.values}
        setValues={form.setValues}
        fields={fields}
        label={(field) => t(`field.${field}`)}
        shown={(values, field) => values[field]}
      />
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
    </FormModal>
  );
}
