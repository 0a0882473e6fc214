import { readObject } from '#api/read-object.ts';
import type { CloudRow } from '#lib/cloud-row.ts';
import type { ReadVerdict } from '#lib/read-verdict.ts';
import { signedAddress, type Wanted } from '#lib/signed-address.ts';

export type ReadAnswer =
  | { readonly ok: true; readonly response: Response; readonly row: CloudRow }
  | { readonly ok: false; readonly verdict: ReadVerdict };
export type WebAnswer = { readonly ok: true; readonly response: Response } | { readonly ok: false; readonly verdict: ReadVerdict };

export const readWeb = async (url: string, signal: AbortSignal, headers?: Readonly<Record<string, string>>): Promise<WebAnswer> => {
  if (headers === undefined) return readObject(url, signal);
  const response = await fetch(url, { headers, signal, credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' }).catch(
    () => undefined,
  );
  signal.throwIfAborted();
  return response?.ok === true
    ? { ok: true, response }
    : { ok: false, verdict: { name: 'other', status: response?.status ?? 0, code: '' } };
};

export const readRow = async (
  row: CloudRow,
  wanted: Wanted,
  signal: AbortSignal,
  headers?: Readonly<Record<string, string>>,
): Promise<ReadAnswer> => {
  const answer = await readWeb(signedAddress(row, wanted, Date.now()), signal, headers);
  return answer.ok ? { ...answer, row } : answer;
};
