'use client';

import { SimpleGrid, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'next-intl';
import { FormModal } from '../../components/form-modal';
import { api } from '../../lib/api';
import { useMoneyFormat } from '../../lib/use-money-format';
import { FormConflict } from './edit-conflict';
import { usualCurrency } from './fields';
import { readTarget, typedTarget } from './kpi-values';
import { kpisQuery, useRefreshMoney } from './queries';
import { etagOf, type Kpi } from './types';
import { useEdit } from './use-edit';

type Board = Awaited<ReturnType<typeof api.finances.kpis>>;
type Targets = Partial<Record<Kpi['kpi'], string>>;

interface TargetsModalProps {
  readonly ventureId: string;
  readonly board: Board;
  readonly months: number;
  readonly onClose: () => void;
}

/** All targets in one form; an empty field takes the target away. */
export function TargetsModal({ ventureId, board, months, onClose }: TargetsModalProps) {
  const t = useTranslations('money.kpis');
  const format = useMoneyFormat();
  const client = useQueryClient();
  const refresh = useRefreshMoney(ventureId);
  const currency = board.currency ?? usualCurrency;
  const read = (kpi: Kpi, typed: string) =>
    typed.trim() === '' ? null : readTarget(kpi, typed, currency, format);
  const valuesOf = ({ items }: Board): Targets =>
    Object.fromEntries(items.map((kpi) => [kpi.kpi, typedTarget(kpi, kpi.target, currency, format)]));
  const form = useForm<Targets>({
    initialValues: valuesOf(board),
    validate: (values) =>
      Object.fromEntries(
        board.items
          .filter((kpi) => values[kpi.kpi]?.trim() && read(kpi, values[kpi.kpi] ?? '') === null)
          .map((kpi) => [kpi.kpi, t(`wrong.${kpi.unit}`)]),
      ),
  });
  const edit = useEdit<Board, Targets>({
    from: board,
    send: (values, base) => {
      const targets = base.items.map((kpi) => ({ kpi: kpi.kpi, target: read(kpi, values[kpi.kpi] ?? '') }));
      return api.finances.setTargets({ params: { ventureId }, body: { targets } }, { ifMatch: etagOf(base) });
    },
    fresh: () => client.fetchQuery({ ...kpisQuery(ventureId, months), staleTime: 0 }),
    onDone: () => {
      notifications.show({ message: t('saved'), color: 'fir' });
      void refresh();
      onClose();
    },
  });
  return (
    <FormModal
      title={t('setTargets')}
      confirm={t('save')}
      form={form}
      busy={edit.saving}
      error={edit.error}
      onSubmit={edit.save}
      onClose={onClose}
    >
      <Text size="sm">{t('targetsText')}</Text>
      <FormConflict
        edit={edit}
        valuesOf={valuesOf}
        values={form.values}
        setValues={form.setValues}
        fields={board.items.map(({ kpi }) => kpi)}
        label={(field) => t(`name.${field}`)}
        shown={(values, field) => values[field]?.trim() ?? ''}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {board.items.map((kpi) => (
          <TextInput
            key={kpi.kpi}
            label={t(`name.${kpi.kpi}`)}
            description={t(`better.${kpi.better}`)}
            inputMode={kpi.kpi === 'NET_BURN' ? 'text' : 'decimal'}
            autoComplete="off"
            maxLength={24}
            rightSection={<span aria-hidden>{unitOf(kpi)}</span>}
            rightSectionWidth={72}
            {...form.getInputProps(kpi.kpi)}
          />
        ))}
      </SimpleGrid>
    </FormModal>
  );

  function unitOf({ unit }: Kpi): string {
    return unit === 'MONEY' ? currency : t(`unitSign.${unit}`);
  }
}
