'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { QueryView } from '../../components/query-view';
import { api } from '../../lib/api';
import { factorsKey } from './factors';
import { PasskeysSection } from './passkeys-section';
import { PasswordSection } from './password-section';
import { RecoveryCodesModal } from './recovery-codes';
import { RecoverySection } from './recovery-section';
import { SettingsFrame } from './settings-frame';
import { TotpSection } from './totp-section';

export function SecurityPage() {
  const query = useQuery({
    queryKey: factorsKey,
    queryFn: ({ signal }) => api.authentication.listFactors({}, { signal }),
  });
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <SettingsFrame page="security">
      <PasswordSection />
      <QueryView query={query} lines={3}>
        {({ items, recoveryCodesLeft }) => (
          <>
            <TotpSection factor={items.find(({ kind }) => kind === 'TOTP') ?? null} onCodes={setCodes} />
            <PasskeysSection factors={items.filter(({ kind }) => kind === 'PASSKEY')} onCodes={setCodes} />
            {items.length > 0 && <RecoverySection left={recoveryCodesLeft} onCodes={setCodes} />}
          </>
        )}
      </QueryView>
      {codes && <RecoveryCodesModal codes={codes} onClose={() => setCodes(null)} />}
    </SettingsFrame>
  );
}
