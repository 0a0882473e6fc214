import type { CloudRow } from '#lib/cloud-row.ts';
import { signedAddress } from '#lib/signed-address.ts';

const row: CloudRow = {
  id: '1',
  bucket: '',
  key: 'AKIDEXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  token: 'x'.repeat(600),
  region: 'eu-west-1',
  host: '',
  style: '',
};

/** Seconds of CPU for the addresses of 1,000 objects by temporary keys, nothing warmed up. */
export const measureSigning = (): number => {
  const start = process.cpuUsage();
  for (let index = 0; index < 1000; index += 1)
    signedAddress(row, { what: 'object', bucket: 'models', key: `project/task ${index}/metrics/loss curve (${index}).png` }, index * 1000);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
};
