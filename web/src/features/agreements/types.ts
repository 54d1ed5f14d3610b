import type { agreementWire, agreementsWire } from '@smartstart/contract';
import type { z } from 'zod';

export type Agreement = z.infer<typeof agreementsWire.agreement>;
export type AgreementDraft = NonNullable<Agreement['draft']>;
export type Permission = z.infer<typeof agreementsWire.permission>;
export type Preview = z.infer<typeof agreementsWire.preview>;
export type Problem = Preview['problems'][number];
export type Share = z.infer<typeof agreementsWire.share>;
export type Comment = z.infer<typeof agreementsWire.comment>;
export type TemplateSummary = z.infer<typeof agreementWire.templateSummary>;
export type Template = z.infer<typeof agreementWire.template>;
export type Variable = z.infer<typeof agreementWire.variable>;
export type TemplateClause = z.infer<typeof agreementWire.clause>;
export type LibraryClause = z.infer<typeof agreementWire.libraryClause>;
export type ClauseChoice = z.infer<typeof agreementWire.clauseChoice>;
export type Recipient = z.infer<typeof agreementWire.recipient>;
export type RecipientInput = z.infer<typeof agreementWire.recipientInput>;
export type StepRule = z.infer<typeof agreementWire.stepRule>;
export type DocumentEvent = z.infer<typeof agreementWire.documentEvent>;
export type TextVersion = z.infer<typeof agreementWire.textVersion>;

/** An answer that carries the version of the row for the next edit. */
export type Versioned<T> = T & { readonly etag?: string };
