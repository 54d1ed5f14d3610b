'use client';

import { Alert, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { ProblemAlert, problemOf } from '../../lib/problem';

/** What the server found in the text: each thing as a sentence that names the clause, the blank or the role. */
export function TemplateProblems({ error }: { error: unknown }) {
  const t = useTranslations('legalAdmin.editor');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (error) box.current?.focus();
  }, [error]);
  if (!error) return null;
  const problem = problemOf(error);
  const found = problem?.code === 'RULE_VIOLATED' ? (problem.fields ?? []) : [];
  return (
    <div ref={box} tabIndex={-1}>
      {found.length === 0 ? (
        <ProblemAlert error={error} />
      ) : (
        <Alert color="red" role="alert" icon={<IconAlertTriangle aria-hidden />} title={t('problems')}>
          <List size="sm">
            {found.map(({ message }) => (
              <List.Item key={message}>{message}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </div>
  );
}
