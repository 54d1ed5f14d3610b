'use client';

import { useTranslations } from 'next-intl';
import {
  blankPattern,
  codePattern,
  kindOf,
  limits,
  linesOf,
  slugPattern,
  versionPattern,
  type ClauseRow,
  type RoleRow,
  type TemplateForm,
  type VariableRow,
} from './template-form';

type Check = string | null;

/** What a field alone can be told about; what belongs together is judged by the server. */
export function useTemplateRules(latest: string | null, paper: boolean) {
  const t = useTranslations('legalAdmin.editor.wrong');
  const length = (text: string, min: number, max: number): Check =>
    text.trim().length >= min && text.trim().length <= max ? null : t('length', { min, max });
  const clauses = {
    id: (id: string): Check => (slugPattern.test(id.trim()) ? null : t('slug')),
    html: (html: string): Check =>
      html.replace(/<[^>]*>/g, '').trim() && html.length <= limits.clauseCharacters
        ? null
        : t('html', { max: limits.clauseCharacters }),
    group: (group: string, values: TemplateForm, path: string): Check =>
      rowAt<ClauseRow>(values.clauses, path)?.kind !== 'ALTERNATIVE' || slugPattern.test(group.trim())
        ? null
        : t('slug'),
  };
  const fresh = latest === null;
  const head = {
    code: (code: string): Check => (codePattern.test(code.trim()) ? null : t('code')),
    name: (name: string): Check => length(name, 3, 120),
    purpose: (purpose: string): Check => length(purpose, 3, 300),
    version: (version: string, { kind }: TemplateForm): Check => {
      if (!versionPattern.test(version)) return t('version');
      if (fresh) return null;
      return kindOf(version, latest) === kind ? null : t(kind === 'MINOR' ? 'minor' : 'material');
    },
  };
  if (paper) return { ...head, clauses };
  return {
    ...head,
    clauses,
    roles: {
      name: (name: string): Check => (slugPattern.test(name.trim()) ? null : t('slug')),
      label: (label: string, values: TemplateForm, path: string): Check =>
        rowAt<RoleRow>(values.roles, path) ? length(label, 1, 60) : null,
    },
    variables: {
      name: (name: string): Check => (blankPattern.test(name.trim()) ? null : t('blank')),
      label: (label: string): Check => length(label, 1, 120),
      choices: (choices: string, values: TemplateForm, path: string): Check =>
        rowAt<VariableRow>(values.variables, path)?.type !== 'CHOICE' || linesOf(choices).length > 1
          ? null
          : t('choices'),
    },
  };
}

/** The row a path such as `clauses.3.group` is about. */
function rowAt<T>(rows: readonly T[], path: string): T | undefined {
  return rows[Number(path.split('.')[1])];
}
