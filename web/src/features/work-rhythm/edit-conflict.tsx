'use client';

import { List } from '@mantine/core';
import { ConflictAlert } from '../../components/conflict-alert';
import type { Edit } from './use-edit';

interface EditConflictProps<V extends object> {
  readonly edit: Edit<V>;
  /** A field and what now stands in it, in words. */
  readonly say: (field: keyof V, theirs: V) => string;
}

/** Somebody else has saved meanwhile: what they have changed, and whose text stays. */
export function EditConflict<V extends object>({
  edit: { theirs, changed, reload },
  say,
}: EditConflictProps<V>) {
  if (!theirs) return null;
  return (
    <ConflictAlert words="workRhythm.conflict" onReload={reload}>
      <List size="sm">
        {changed.map((field) => (
          <List.Item key={String(field)}>{say(field, theirs)}</List.Item>
        ))}
      </List>
    </ConflictAlert>
  );
}
