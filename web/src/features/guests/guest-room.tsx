'use client';

import { Alert } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { IconArrowForwardUp, IconClockHour4, IconFileAlert } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { api } from '../../lib/api';
import { hasCode, ProblemAlert } from '../../lib/problem';
import { useNow } from '../buz/use-now';
import { GuestPage, Waiting } from './guest-page';
import { GuestResult } from './guest-result';
import { GuestTurn } from './guest-turn';
import { outcomeOf } from './outcome';
import { SessionOver } from './trouble';
import type { GuestDocument, Session } from './types';

const soonMs = 5 * 60_000;
/** The seal follows the last signature within seconds; the others' signatures take hours. */
const sealPollMs = 3_000;
const pollMs = 30_000;

/** The hour in which a guest reads and acts. */
export function GuestRoom({ session: { session, endsAt } }: { session: Session }) {
  const t = useTranslations('guests');
  const client = useQueryClient();
  const now = useNow(5_000);
  const [handedOnTo, setHandedOnTo] = useState<string | null>(null);
  const [changed, setChanged] = useState(false);
  const [ended, setEnded] = useState(false);
  const left = Date.parse(endsAt) - now;
  const queryKey = ['guest', session];
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.guests.document({ body: { session } }, { signal }),
    refetchInterval: ({ state: { data } }) => (data && left > 0 ? pauseOf(data) : false),
    enabled: left > 0 && !ended && handedOnTo === null,
  });
  const over = left <= 0 || hasCode(query.error, 'TOKEN_INVALID');
  useEffect(() => {
    if (!over) return;
    // What was read is not kept beyond the hour, not even in memory; nor is it asked for again.
    setEnded(true);
    client.removeQueries({ queryKey: ['guest', session] });
  }, [over, client, session]);

  if (handedOnTo !== null) return <HandedOn name={handedOnTo} />;
  if (over || ended) return <SessionOver />;
  const document = query.data;
  if (!document) {
    if (!query.error) return <Waiting />;
    return (
      <GuestPage title={t('title')} width="normal">
        <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
      </GuestPage>
    );
  }
  const outcome = outcomeOf(document);
  const take = (next: GuestDocument) => client.setQueryData(queryKey, next);
  return (
    <GuestPage title={document.title} lead={t('code.from', { name: document.fromName })}>
      <div role="status" style={{ display: 'contents' }}>
        {left < soonMs && (
          <Alert color="yellow" role="note" icon={<IconClockHour4 aria-hidden />}>
            {t('soonOver')}
          </Alert>
        )}
      </div>
      {changed && !outcome && (
        <Alert color="yellow" icon={<IconFileAlert aria-hidden />} role="alert">
          {t('changed')}
        </Alert>
      )}
      {outcome ? (
        <GuestResult document={document} outcome={outcome} session={session} />
      ) : (
        <GuestTurn
          // Another text has to be read anew.
          key={document.textHash}
          document={document}
          session={session}
          onDone={take}
          onHandedOn={setHandedOnTo}
          onRefused={(error) => {
            // Somebody was quicker, or the text is another one: what is so now is shown.
            if (!hasCode(error, 'CONFLICT', 'ILLEGAL_TRANSITION', 'TOKEN_INVALID', 'NOT_FOUND')) return;
            setChanged(hasCode(error, 'CONFLICT'));
            void query.refetch();
          }}
        />
      )}
    </GuestPage>
  );
}

/** While a guest reads, nothing is asked for again; afterwards the seal and the others' signatures are. */
function pauseOf(document: GuestDocument): number | false {
  const outcome = outcomeOf(document);
  if (outcome === 'inForce') return document.sealed ? false : sealPollMs;
  if (document.state === 'VERIFYING') return sealPollMs;
  return outcome && ['signed', 'approved', 'read', 'notYet', 'copy'].includes(outcome) ? pollMs : false;
}

function HandedOn({ name }: { name: string }) {
  const t = useTranslations('guests.handedOn');
  return (
    <GuestPage title={t('title')} width="normal">
      <Alert color="fir" icon={<IconArrowForwardUp aria-hidden />} role="status">
        {t('text', { name })}
      </Alert>
    </GuestPage>
  );
}
