'use client';

import { Alert, FileInput, Progress, SimpleGrid, Stack, Text, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ModalButtons } from '../../components/modal-buttons';
import { OpenModal } from '../../components/open-modal';
import { api } from '../../lib/api';
import { applyErrors, focusFirst } from '../../lib/form';
import type { MoneyFormat } from '../../lib/money';
import { ProblemAlert } from '../../lib/problem';
import { StepUpCancelled, useStepUp } from '../../lib/step-up';
import { FileRefused, storeFile } from '../../lib/stored-file';
import { useMoneyFormat } from '../../lib/use-money-format';
import { useIntention } from '../buz/intention';
import { CurrencyField, lastMonthOver, MoneyField, MonthField, monthPattern, usualCurrency } from './fields';
import { shifted } from './months';
import { useRefreshMoney } from './queries';
import type { Report } from './types';

const mostFiles = 20;
const largestBytes = 50 * 1024 * 1024;
const amounts = ['grossMinor', 'taxesMinor', 'thirdPartyMinor'] as const;

interface Values {
  readonly month: string;
  readonly currency: string;
  readonly grossMinor: string;
  readonly taxesMinor: string;
  readonly thirdPartyMinor: string;
  readonly note: string;
  readonly evidenceFileIds: File[];
}

interface ReportModalProps {
  readonly ventureId: string;
  readonly books: string | null;
  /** The recognised report that is put right; null for a month that has none. */
  readonly corrects: Report | null;
  readonly onClose: () => void;
}

/** The revenue of a month with what shows it. It counts once the hub has recognised it. */
export function ReportModal({ ventureId, books, corrects, onClose }: ReportModalProps) {
  const t = useTranslations('money.reports');
  const common = useTranslations('money.fields');
  const format = useMoneyFormat();
  const refresh = useRefreshMoney(ventureId);
  const intention = useIntention();
  const stepUp = useStepUp();
  const [sent, setSent] = useState<number | null>(null);
  const start = corrects?.currency ?? books ?? usualCurrency;
  const typed = (minor: string | undefined) => (minor === undefined ? '' : format.typed(minor, start));
  const wrongAmount = (value: string, { currency }: { currency: string }) =>
    format.read(value, currency) === null ? common('amountWrong') : null;
  const form = useForm<Values>({
    initialValues: {
      month: corrects?.month ?? lastMonthOver(),
      currency: start,
      grossMinor: typed(corrects?.grossMinor),
      taxesMinor: typed(corrects?.taxesMinor),
      thirdPartyMinor: typed(corrects?.thirdPartyMinor),
      note: '',
      evidenceFileIds: [],
    },
    validate: {
      month: (value) => {
        if (!monthPattern.test(value)) return common('monthWrong');
        return value > shifted(lastMonthOver(), 1) ? t('ahead') : null;
      },
      grossMinor: wrongAmount,
      taxesMinor: wrongAmount,
      thirdPartyMinor: (value, values) =>
        wrongAmount(value, values) ?? (isBelowZero(netOf(values, format)) ? t('tooMuch') : null),
      evidenceFileIds: (files) => {
        if (files.length === 0) return t('evidenceMissing');
        if (files.length > mostFiles) return t('tooMany', { most: mostFiles });
        const large = files.find(({ size }) => size > largestBytes);
        return large ? t('tooLarge', { name: large.name }) : null;
      },
    },
  });
  const send = useMutation({
    mutationFn: async (values: Values) => {
      const { month, currency, note, evidenceFileIds: files } = values;
      const evidenceFileIds: string[] = [];
      for (const file of files) {
        setSent(evidenceFileIds.length);
        evidenceFileIds.push((await storeFile(file)).id);
      }
      setSent(files.length);
      const body = {
        month,
        currency,
        grossMinor: format.read(values.grossMinor, currency)!,
        taxesMinor: format.read(values.taxesMinor, currency)!,
        thirdPartyMinor: format.read(values.thirdPartyMinor, currency)!,
        note: note.trim(),
        evidenceFileIds,
        ...(corrects ? { correctsId: corrects.id } : {}),
      };
      const idempotencyKey = intention.keyOf(body);
      return stepUp(() => api.finances.reportRevenue({ params: { ventureId }, body }, { idempotencyKey }));
    },
    onSuccess: () => {
      intention.done();
      void refresh();
      onClose();
    },
    onError: (error) => {
      if (error instanceof FileRefused) {
        const errors = { evidenceFileIds: t('refused', { name: error.fileName }) };
        form.setErrors(errors);
        focusFirst(form, errors);
      } else applyErrors(form, error);
    },
    onSettled: () => setSent(null),
  });
  const { currency, evidenceFileIds: files } = form.values;
  const net = netOf(form.values, format);
  const failed =
    send.error && !(send.error instanceof StepUpCancelled) && Object.keys(form.errors).length === 0;
  return (
    <OpenModal
      onClose={onClose}
      title={corrects ? t('correctTitle', { month: format.month(corrects.month) }) : t('report')}
      size="lg"
    >
      <form
        noValidate
        onSubmit={form.onSubmit(
          (values) => send.mutate(values),
          (errors) => focusFirst(form, errors),
        )}
      >
        <Stack>
          {corrects ? <Alert color="gray">{t('correctText')}</Alert> : <Text size="sm">{t('formText')}</Text>}
          {!corrects && (
            <>
              <MonthField
                label={t('field.month')}
                description={t('monthHint')}
                required
                data-autofocus
                max={shifted(lastMonthOver(), 1)}
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
          <Text size="sm" role="status">
            {net === null || isBelowZero(net)
              ? t('netOpen')
              : t('netIs', { net: format.money(net, currency) })}
          </Text>
          <FileInput
            label={t('evidence')}
            description={t('evidenceHint', { most: mostFiles })}
            placeholder={t('choose')}
            required
            multiple
            clearable
            clearButtonProps={{ 'aria-label': t('clear') }}
            {...form.getInputProps('evidenceFileIds')}
          />
          <Textarea
            label={t('field.note')}
            autosize
            minRows={2}
            maxLength={1000}
            {...form.getInputProps('note')}
          />
          <div role="status">
            {sent !== null && files.length > 0 && (
              <Stack gap={4}>
                <Progress value={(sent / files.length) * 100} animated aria-hidden />
                <Text size="sm">
                  {sent < files.length
                    ? t('sending', { number: sent + 1, count: files.length })
                    : t('allSent')}
                </Text>
              </Stack>
            )}
          </div>
          {failed && <ProblemAlert error={send.error} />}
          <ModalButtons
            confirm={t(corrects ? 'sendCorrection' : 'report')}
            busy={send.isPending}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </OpenModal>
  );
}

/** Gross less taxes and third-party costs; null while an amount is missing. */
function netOf(
  { currency, grossMinor, taxesMinor, thirdPartyMinor }: Values,
  format: MoneyFormat,
): string | null {
  const gross = format.read(grossMinor, currency);
  const taxes = format.read(taxesMinor, currency);
  const others = format.read(thirdPartyMinor, currency);
  if (gross === null || taxes === null || others === null) return null;
  return (BigInt(gross) - BigInt(taxes) - BigInt(others)).toString();
}

function isBelowZero(minor: string | null): boolean {
  return minor !== null && minor.startsWith('-');
}
