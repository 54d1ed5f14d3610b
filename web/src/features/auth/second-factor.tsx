'use client';

import { Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconFingerprint } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useRef, useState, type SyntheticEvent } from 'react';
import { api } from '../../lib/api';
import { askPasskey, PasskeyDismissed } from '../../lib/passkey';
import { hasCode, ProblemAlert } from '../../lib/problem';
import type { SessionGrant } from '../../lib/session-store';

type Kind = 'TOTP' | 'RECOVERY_CODE' | 'PASSKEY';

export interface Challenge {
  readonly challenge: string;
  readonly kinds: readonly Kind[];
}

interface SecondFactorProps {
  readonly challenge: Challenge;
  readonly onGrant: (grant: SessionGrant) => void;
  readonly onBack: () => void;
}

/** The second step of a sign-in: one-time code, recovery code or passkey, whichever the account has. */
export function SecondFactor({ challenge, onGrant, onBack }: SecondFactorProps) {
  const t = useTranslations('auth.factor');
  const [kind, setKind] = useState<Kind>(challenge.kinds[0] ?? 'TOTP');
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const finish = useMutation({
    mutationFn: async () =>
      kind === 'PASSKEY'
        ? // A passkey is possession and unlocking in one, so it is a whole sign-in of its own.
          api.authentication.passkeyLogin({ body: await askPasskey() })
        : api.authentication.loginFactor({
            body: {
              challenge: challenge.challenge,
              kind,
              code: kind === 'TOTP' ? code.replace(/\s/g, '') : code.trim(),
            },
          }),
    onSuccess: onGrant,
    onError: () => field.current?.focus(),
  });
  // The challenge lives a few minutes; after that the password is asked for again.
  const over = hasCode(finish.error, 'TOKEN_INVALID');
  const refused = hasCode(finish.error, 'FACTOR_INVALID', 'INVALID_INPUT');
  const failed =
    finish.error && !(finish.error instanceof PasskeyDismissed) && !(refused && kind !== 'PASSKEY') && !over;

  function submit(event: SyntheticEvent<HTMLFormElement>) {
    event.preventDefault();
    finish.mutate();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {challenge.kinds.length > 1 && (
          <SegmentedControl
            fullWidth
            orientation="vertical"
            aria-label={t('kind')}
            value={kind}
            onChange={(value) => {
              setKind(value as Kind);
              setCode('');
              finish.reset();
            }}
            data={challenge.kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          />
        )}
        {over && <Text role="alert">{t('over')}</Text>}
        {failed && <ProblemAlert error={finish.error} />}
        {kind === 'PASSKEY' ? (
          <Button
            type="submit"
            loading={finish.isPending}
            leftSection={<IconFingerprint size={18} aria-hidden />}
          >
            {t('usePasskey')}
          </Button>
        ) : (
          <>
            <TextInput
              key={kind}
              ref={field}
              label={t(`label.${kind}`)}
              description={t(`hint.${kind}`)}
              autoComplete="one-time-code"
              required
              data-autofocus
              inputMode={kind === 'TOTP' ? 'numeric' : 'text'}
              maxLength={kind === 'TOTP' ? 7 : 32}
              value={code}
              error={refused ? t(`refused.${kind}`) : null}
              onChange={(event) => setCode(event.currentTarget.value)}
            />
            <Button type="submit" loading={finish.isPending} disabled={code.trim() === ''}>
              {t('submit')}
            </Button>
          </>
        )}
        <Group justify="center">
          <Button variant="subtle" onClick={onBack}>
            {t('back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
