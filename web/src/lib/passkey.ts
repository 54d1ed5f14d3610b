'use client';

import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useSyncExternalStore } from 'react';
import { api } from './api';

type RequestOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type CreationOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];

/** Whether this browser has passkeys; the server renders as if not, because it cannot know. */
export function usePasskeysSupported(): boolean {
  return useSyncExternalStore(neverChanges, browserSupportsWebAuthn, () => false);
}

const neverChanges = () => () => {};

/** The person turned the browser's own dialogue away. That is a choice, not a failure to report. */
export class PasskeyDismissed extends Error {}

/** Asks the browser for a passkey and answers what sign-in and step-up send to the server. */
export async function askPasskey(): Promise<{ challenge: string; credential: Record<string, unknown> }> {
  const { challenge, options } = await api.authentication.passkeyOptions({ body: {} });
  // The server's WebAuthn library wrote these options; the browser checks them when it reads them.
  const credential = await dismissible(
    startAuthentication({ optionsJSON: options as unknown as RequestOptions }),
  );
  return { challenge, credential: { ...credential } };
}

/** Makes a new passkey from the server's options. */
export async function makePasskey(options: Record<string, unknown>): Promise<Record<string, unknown>> {
  const credential = await dismissible(
    startRegistration({ optionsJSON: options as unknown as CreationOptions }),
  );
  return { ...credential };
}

async function dismissible<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError')) {
      throw new PasskeyDismissed(error.message, { cause: error });
    }
    throw error;
  }
}
