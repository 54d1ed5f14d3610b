'use client';

import { useQuery } from '@tanstack/react-query';
import { useParams, usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { api } from '../../lib/api';
import { routeOf } from '../../lib/collector';
import { useSession } from '../../lib/session';
import { collector, tell, tellFeature } from '../../lib/telling';

const flushMs = 10_000;

/** Tells which pages and features are used, for people who agreed to that. Shows nothing. */
export function BehaviorCollector() {
  const { state, userId } = useSession();
  const pathname = usePathname();
  const params = useParams();
  const before = useRef<string | null>(null);
  const consents = useQuery({
    queryKey: ['me', 'consents'],
    queryFn: ({ signal }) => api.users.consents({}, { signal }),
    enabled: state === 'signed-in',
  });
  const granted = consents.data?.items.some(
    (one) => one.kind === 'BEHAVIOUR_ANALYTICS' && one.state === 'GRANTED',
  );

  useEffect(() => {
    collector.setConsent(state === 'signed-in' && granted !== undefined ? granted : null);
    void collector.flush();
  }, [state, userId, granted]);

  const route = routeOf(pathname, params);
  useEffect(() => {
    if (!route || route === before.current) return;
    const from = before.current;
    before.current = route;
    tell({ type: 'page.viewed', properties: { route, ...(from ? { from } : {}) } });
  }, [route]);

  useEffect(() => {
    const timer = setInterval(() => void collector.flush(), flushMs);
    const leave = () => {
      if (document.visibilityState === 'hidden') void collector.flush(true);
    };
    document.addEventListener('click', clicked, { capture: true, passive: true });
    document.addEventListener('visibilitychange', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('click', clicked, { capture: true });
      document.removeEventListener('visibilitychange', leave);
    };
  }, []);
  return null;
}

function clicked(event: MouseEvent): void {
  if (!(event.target instanceof Element)) return;
  const feature = event.target.closest('[data-feature]')?.getAttribute('data-feature');
  if (feature && /^[a-z][a-z0-9-]*(\.[a-z0-9-]+){0,3}$/.test(feature)) tellFeature(feature);
}
