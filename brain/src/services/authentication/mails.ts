import type { Mail } from '../../kernel/mail.ts';
import { renderMail } from '../../kernel/mail-template.ts';

/** The mails of this module. Links begin with the origin the person uses. */

interface Letter {
  readonly to: string;
  readonly name: string;
  readonly origin: string;
}

export function verificationMail({
  to,
  name,
  origin,
  token,
  invitation,
}: Letter & { token: string; invitation?: string | undefined }): Mail {
  const url = link(origin, '/verify', { token, invitation });
  return compose(to, 'Confirm your e-mail address', {
    greeting: hello(name),
    paragraphs: [
      'Please confirm that this address is yours, then you can sign in to SmartStart.',
      'The link works once, for 24 hours.',
    ],
    action: { label: 'Confirm my address', url },
    footer:
      'If you did not register, you need not do anything: without confirmation nobody can use the account.',
  });
}

/** Somebody registered with an address whose account awaits confirmation. */
export function repeatedVerificationMail({
  to,
  name,
  origin,
  token,
  invitation,
}: Letter & { token: string; invitation?: string | undefined }): Mail {
  const url = link(origin, '/verify', { token, invitation });
  return compose(to, 'Confirm your e-mail address', {
    greeting: hello(name),
    paragraphs: [
      'An account with this address was registered before and awaits your confirmation. The link works once, for 24 hours.',
      `The password chosen at the first registration stays in force. If you do not know it, choose a new one under ${link(origin, '/forgot')} after confirming.`,
    ],
    action: { label: 'Confirm my address', url },
    footer:
      'If you did not register, you need not do anything: without confirmation nobody can use the account.',
  });
}

export function knownAddressMail({ to, name, origin }: Letter): Mail {
  return compose(to, 'You already have an account', {
    greeting: hello(name),
    paragraphs: [
      'Somebody, probably you, has just tried to register with this address. You have an account already: sign in with it.',
      `If you have forgotten the password, choose a new one under ${link(origin, '/forgot')}.`,
    ],
    action: { label: 'Sign in', url: link(origin, '/sign-in') },
    footer: 'If it was not you, you need not do anything. Nothing was changed.',
  });
}

export function resetMail({ to, name, origin, token }: Letter & { token: string }): Mail {
  return compose(to, 'Choose a new password', {
    greeting: hello(name),
    paragraphs: [
      'You asked for a new password. The link works once, for one hour. Choosing a new password signs you out everywhere.',
    ],
    action: { label: 'Choose a new password', url: link(origin, '/reset', { token }) },
    footer: 'If you did not ask for this, you need not do anything. Your password stays as it is.',
  });
}

export function lockedMail({ to, name, origin, until, ip }: Letter & { until: Date; ip: string }): Mail {
  return compose(to, 'Sign-in is locked for 15 minutes', {
    greeting: hello(name),
    paragraphs: [
      `After five failed attempts in a row, signing in to your account is locked until ${clockTime(until)} UTC. The last attempt came from ${ip}.`,
      'If it was you, wait until then. If not, somebody may be guessing your password; choose a new one if it is short or used elsewhere.',
    ],
    action: { label: 'Choose a new password', url: link(origin, '/forgot') },
  });
}

function compose(to: string, subject: string, content: Parameters<typeof renderMail>[0]): Mail {
  return { to, subject, ...renderMail({ ...content, title: subject }) };
}

function hello(name: string): string {
  return name ? `Hello ${name},` : 'Hello,';
}

function link(origin: string, path: string, query: Record<string, string | undefined> = {}): string {
  const url = new URL(path, origin);
  for (const [key, value] of Object.entries(query)) if (value) url.searchParams.set(key, value);
  return url.toString();
}

function clockTime(at: Date): string {
  return at.toISOString().slice(11, 16);
}
