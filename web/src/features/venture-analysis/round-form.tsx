'use client';

import { Button, Group } from '@mantine/core';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { AmountField } from './amount-field';
import type { RoundToTry } from './queries';

interface RoundFormProps {
  readonly currency: string | null;
  readonly tried: RoundToTry;
  readonly busy: boolean;
  readonly onTry: (round: RoundToTry) => void;
}

/** A round to try on the table; nothing of it is written. */
export function RoundForm({ currency, tried, busy, onTry }: RoundFormProps) {
  const t = useTranslations('standing.value');
  const [raise, setRaise] = useState(tried.raiseMinor ?? '');
  const [pre, setPre] = useState(tried.preMoneyMinor ?? '');
  if (currency === null) return null;
  const trying = tried.raiseMinor !== undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (raise !== '') onTry({ raiseMinor: raise, ...(pre === '' ? {} : { preMoneyMinor: pre }) });
      }}
    >
      <Group align="flex-start" gap="sm">
        <AmountField label={t('raise')} currency={currency} value={raise} onChange={setRaise} w={220} />
        <AmountField
          label={t('pre')}
          description={t('preHint')}
          currency={currency}
          value={pre}
          onChange={setPre}
          w={260}
        />
        <Group mt={{ base: 0, xs: 25 }}>
          <Button type="submit" loading={busy && trying} disabled={raise === ''}>
            {t('try')}
          </Button>
          {trying && (
            <Button
              variant="default"
              onClick={() => {
                setRaise('');
                setPre('');
                onTry({});
              }}
            >
              {t('stop')}
            </Button>
          )}
        </Group>
      </Group>
    </form>
  );
}
