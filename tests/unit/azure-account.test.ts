import { expect, it } from 'vitest';
import { withAccount, withTypedAccount } from '#lib/azure-account.ts';

const empty = { bucket: '', key: '', secret: '', token: '', region: '', host: '', style: '' } as const;
const sas = { secret: 'sv=2024-11-04&sig=a%3D' };

it.each([
  [
    { host: 'Acct', bucket: 'images' },
    { host: 'https://acct.blob.core.windows.net', bucket: 'images', key: '' },
  ],
  [
    { key: 'acct', bucket: 'images' },
    { host: 'https://acct.blob.core.windows.net', bucket: 'images', key: '' },
  ],
  [
    { host: 'acct', key: 'other1' },
    { host: 'https://acct.blob.core.windows.net', bucket: '', key: 'other1' },
  ],
  [{ key: 'not an account' }, { host: '', bucket: '', key: 'not an account' }],
])('a SAS with %j is for the account that is named', (typed, expected) => {
  expect(withTypedAccount({ ...empty, ...sas, ...typed })).toMatchObject(expected);
});

it('an access key beside a secret key names no account', () => {
  expect(withTypedAccount({ ...empty, key: 'AKIDEXAMPLE', secret: 'hush' })).toMatchObject({ host: '', key: 'AKIDEXAMPLE' });
});

it.each([
  { key: 'unused', bucket: 'images' },
  { key: 'unused', bucket: 'azure' },
])('a key that nobody typed, %j, names no account', (row) => {
  expect(withAccount({ ...empty, ...sas, ...row })).toMatchObject({ host: '', key: 'unused' });
});

it('a key beside the bucket that is for any account names none either', () => {
  expect(withTypedAccount({ ...empty, ...sas, key: 'unused', bucket: 'azure' })).toMatchObject({ host: '', key: 'unused' });
});
