'use client';

import { SimpleGrid, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import { hasCode } from '../../lib/problem';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { FormConflict } from './edit-conflict';
import { CurrencyField, lastMonthOver, MoneyField, MonthField, monthPattern, usualCurrency } from './fields';
import { shifted } from './months';
import { monthsQuery, useRefreshMoney } from './queries';
import { etagOf, type Month } from './types';
import { useEdit } from './use-edit';

interface MonthModalProps {
  readonly ventureId: string;
  readonly books: string | null;
  readonly entered: ReadonlySet<string>;
  /** Null enters another month. */
  readonly month: Month | null;
  readonly onClose: () => void;
}

const amounts = ['cashMinor', 'incomeMinor', 'costsMinor'] as const;
const fields = [...amounts, 'note'] as const;

/** The actual figures of one month that is over. */
export function MonthModal({ ventureId, books, entered, month, onClose }: MonthModalProps) {
  const t = useTranslations('money.months');
  const common = useTranslations('money.fields');
  const format = useMoneyFormat();
  const client = useQueryClient();
  const refresh = useRefreshMoney(ventureId);
  const intention = useIntention();
  const start = month?.currency ?? books ?? usualCurrency;
  const valuesOf = (from: Month | null) => ({
    month: from?.month ?? firstOpen(entered),
    currency: from?.currency ?? start,
    cashMinor: from ? format.typed(from.cashMinor, from.currency) : '',
    incomeMinor: from ? format.typed(from.incomeMinor, from.currency) : '',
    costsMinor: from ? format.typed(from.costsMinor, from.currency) : '',
    note: from?.note ?? '',
  });
  type Values = ReturnType<typeof valuesOf>;
  const wrongAmount = (value: string, { currency }: Values) =>
    format.read(value, currency) === null ? common('amountWrong') : null;
  const form = useForm<Values>({
    initialValues: valuesOf(month),
    validate: {
      month: (value) => {
        if (!monthPattern.test(value)) return common('monthWrong');
        if (value > lastMonthOver()) return t('notOver');
        return !month && entered.has(value) ? t('thereAlready') : null;
      },
      cashMinor: wrongAmount,
      incomeMinor: wrongAmount,
      costsMinor: wrongAmount,
    },
  });
  const edit = useEdit<Month | null, Values>({
    from: month,
    send: (values, base) => {
      const { currency, note } = values;
      const body = {
        currency,
        cashMinor: format.read(values.cashMinor, currency)!,
        incomeMinor: format.read(values.incomeMinor, currency)!,
        costsMinor: format.read(values.costsMinor, currency)!,
        note: note.trim(),
      };
      if (base) {
        const params = { ventureId, month: base.month };
        return api.finances.editMonth({ params, body }, { ifMatch: etagOf(base) });
      }
      const added = { month: values.month, ...body };
      const idempotencyKey = intention.keyOf(added);
      return api.finances.recordMonth({ params: { ventureId }, body: added }, { idempotencyKey });
    },
    fresh: async () => {
      const { pages } = await client.fetchInfiniteQuery({
        ...monthsQuery(ventureId),
        staleTime: 0,
        pages: 9,
      });
      return pages.flatMap(({ items }) => items).find((one) => one.month === month?.month);
    },
    onDone: () => {
      intention.done();
      void refresh();
      onClose();
    },
    onFailed: (error) => {
      if (hasCode(error, 'ALREADY_EXISTS')) {
        const errors = { month: t('thereAlready') };
        form.setErrors(errors);
        focusFirst(form, errors);
      } else applyErrors(form, error);
    },
  });
  const { currency } = form.values;
  return (
    <FormModal
      title={month ? t('editTitle', { month: format.month(month.month) }) : t('enter')}
      confirm={t(month ? 'save' : 'enter')}
      form={form}
      busy={edit.saving}
      error={Object.keys(form.errors).length > 0 ? null : edit.error}
      onSubmit={edit.save}
      onClose={onClose}
    >
      <Text size="sm">{t('formText')}</Text>
      <FormConflict
        edit={edit}
        valuesOf={valuesOf}
        values={form.values}
        setValues={form.setValues}
        fields={fields}
        label={(field) => t(`field.${field}`)}
        shown={(values, field) => values[field]}
      />
      {!month && (
        <>
          <MonthField
            label={t('field.month')}
            description={t('monthHint')}
            required
            data-autofocus
            max={lastMonthOver()}
            maw={260}
            {...form.getInputProps('month')}
          />
          <CurrencyField
            books={books}
            value={currency}
            onChange={(code) => form.setFieldValue('currency', code)}
          />
        </>
      )}
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {amounts.map((field) => (
          <MoneyField
            key={field}
            currency={currency}
            label={t(`field.${field}`)}
            description={t(`hint.${field}`)}
            required
            {...form.getInputProps(field)}
          />
        ))}
      </SimpleGrid>
      <Textarea
        label={t('field.note')}
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('note')}
      />
    </FormModal>
  );
}

/** The latest month that is over and not entered yet. */
function firstOpen(entered: ReadonlySet<string>): string {
  let month = lastMonthOver();
  for (let looked = 0; entered.has(month) && looked < 120; looked++) month = shifted(month, -1);
  return month;
}
