'use client';

import { NativeSelect, SimpleGrid, Textarea, TextInput } from '@mantine/core';
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
import { etagOf, interests, type Interest, type Investor, type Round } from './types';
import { useEdit } from './use-edit';

interface InvestorModalProps {
  readonly ventureId: string;
  readonly books: string | null;
  readonly rounds: readonly Round[];
  /** The round a new one is added to unless another is chosen. */
  readonly roundId: string | null;
  /** Null adds a new one. */
  readonly investor: Investor | null;
  readonly onClose: () => void;
}

const fields = ['name', 'contact', 'interest', 'roundId', 'promisedMinor', 'receivedMinor', 'note'] as const;

/** Somebody who may put money in: what they promised and paid, in the words of the owner. */
export function InvestorModal(props: InvestorModalProps) {
  const { ventureId, books, rounds, roundId, investor, onClose } = props;
  const t = useTranslations('money.investors');
  const common = useTranslations('money.fields');
  const format = useMoneyFormat();
  const refresh = useRefreshMoney(ventureId);
  const intention = useIntention();
  const start = investor?.currency ?? books ?? usualCurrency;
  const valuesOf = (from: Investor | null) => ({
    name: from?.name ?? '',
    contact: from?.contact ?? '',
    interest: from?.interest ?? ('MEDIUM' as Interest),
    roundId: (from ? from.roundId : roundId) ?? '',
    currency: from?.currency ?? start,
    promisedMinor: format.typed(from?.promisedMinor ?? '0', from?.currency ?? start),
    receivedMinor: format.typed(from?.receivedMinor ?? '0', from?.currency ?? start),
    note: from?.note ?? '',
  });
  type Values = ReturnType<typeof valuesOf>;
  const roundOf = (id: string) => rounds.find((round) => round.id === id);
  const wrongAmount = (value: string, { currency }: Values) =>
    format.read(value, currency) === null ? common('amountWrong') : null;
  const form = useForm<Values>({
    initialValues: valuesOf(investor),
    validate: {
      name: (value) => (value.trim() ? null : t('nameMissing')),
      promisedMinor: wrongAmount,
      receivedMinor: (value, values) => {
        const wrong = wrongAmount(value, values);
        if (wrong) return wrong;
        const received = format.read(value, values.currency);
        if (received === (investor?.receivedMinor ?? '0') && values.roundId === (investor?.roundId ?? ''))
          return null;
        if (received === '0') return null;
        return roundOf(values.roundId)?.state === 'ACTIVE' ? null : t('notOpen');
      },
    },
  });
  const edit = useEdit<Investor | null, Values>({
    from: investor,
    send: (values, base) => {
      const { name, contact, interest, currency, note } = values;
      const body = {
        name: name.trim(),
        contact: contact.trim(),
        interest,
        currency,
        promisedMinor: format.read(values.promisedMinor, currency)!,
        receivedMinor: format.read(values.receivedMinor, currency)!,
        note: note.trim(),
      };
      if (base) {
        const params = { ventureId, investorId: base.id };
        const changed = { ...body, roundId: values.roundId || null };
        return api.finances.editInvestor({ params, body: changed }, { ifMatch: etagOf(base) });
      }
      const added = { ...body, ...(values.roundId ? { roundId: values.roundId } : {}) };
      const idempotencyKey = intention.keyOf(added);
      return api.finances.addInvestor({ params: { ventureId }, body: added }, { idempotencyKey });
    },
    fresh: () => findInvestor(ventureId, investor?.id),
    onDone: () => {
      intention.done();
      void refresh();
      onClose();
    },
    onFailed: (error) => applyErrors(form, error),
  });
  const { currency } = form.values;
  const shown = (values: Values, field: (typeof fields)[number]): string => {
    if (field === 'interest') return t(`interest.${values.interest}`);
    return field === 'roundId' ? (roundOf(values.roundId)?.name ?? t('noRound')) : values[field];
  };
  return (
    <FormModal
      title={t(investor ? 'editTitle' : 'add')}
      confirm={t(investor ? 'save' : 'add')}
      form={form}
      busy={edit.saving}
      error={Object.keys(form.errors).length > 0 ? null : edit.error}
      onSubmit={edit.save}
      onClose={onClose}
    >
      <FormConflict
        edit={edit}
        valuesOf={valuesOf}
        values={form.values}
        setValues={form.setValues}
        fields={fields}
        label={(field) => t(`field.${field}`)}
        shown={shown}
      />
      <TextInput
        label={t('field.name')}
        required
        data-autofocus
        maxLength={160}
        {...form.getInputProps('name')}
      />
      <TextInput
        label={t('field.contact')}
        description={t('contactHint')}
        maxLength={200}
        {...form.getInputProps('contact')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={t('field.interest')}
          data={interests.map((value) => ({ value, label: t(`interest.${value}`) }))}
          {...form.getInputProps('interest')}
        />
        <NativeSelect
          label={t('field.roundId')}
          data={[
            { value: '', label: t('noRound') },
            ...rounds.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          {...form.getInputProps('roundId')}
        />
      </SimpleGrid>
      {!investor && (
        <CurrencyField
          books={books}
          value={currency}
          onChange={(code) => form.setFieldValue('currency', code)}
        />
      )}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <MoneyField
          currency={currency}
          label={t('field.promisedMinor')}
          description={t('promisedHint')}
          {...form.getInputProps('promisedMinor')}
        />
        <MoneyField
          currency={currency}
          label={t('field.receivedMinor')}
          description={t('receivedHint')}
          {...form.getInputProps('receivedMinor')}
        />
      </SimpleGrid>
      <Textarea
        label={t('field.note')}
        autosize
        minRows={2}
        maxLength={1000}
        {...form.getInputProps('note')}
      />
    </FormModal>
  );
}

/** A single investor has no address of its own; the list is read page by page until it is found. */
async function findInvestor(ventureId: string, id: string | undefined): Promise<Investor | undefined> {
  let cursor: string | undefined;
  do {
    const query = { limit: 100, ...(cursor ? { cursor } : {}) };
    const page = await api.finances.investors({ params: { ventureId }, query });
    const found = page.items.find((one) => one.id === id);
    if (found) return found;
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return undefined;
}
