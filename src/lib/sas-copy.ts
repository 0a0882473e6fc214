import { own } from './own.ts';
import type { Sas } from './sas.ts';

/** What a SAS says about itself, to be read: name and value of each. */
export const sasLines = (sas: Sas): readonly (readonly [name: string, value: string])[] =>
  (
    [
      ['Valid from', time(sas.from)],
      ['Valid until', time(sas.until)],
      ['May', named(sas.permissions, permissions)],
      ['For', sas.resource === '' ? named(sas.types, types) : (own(resources, sas.resource) ?? sas.resource)],
      ['Services', named(sas.services, services)],
      ['Only over', sas.protocol],
      ['Only from', sas.addresses],
      ['By the policy', sas.policy],
    ] as const
  ).filter(([, value]) => value !== '');

/** In UTC, as it stands in the SAS. */
const time = (value: number | undefined): string =>
  value === undefined ? '' : `${new Date(value).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

const named = (letters: string, names: Readonly<Record<string, string>>): string =>
  letters === '' ? '' : `${[...letters].map((letter) => own(names, letter) ?? letter).join(', ')} (${letters})`;

const permissions = {
  r: 'read',
  a: 'add',
  c: 'create',
  w: 'write',
  d: 'delete',
  x: 'delete versions',
  y: 'delete for good',
  l: 'list',
  t: 'tags',
  f: 'find by tags',
  m: 'move',
  e: 'run',
  o: 'ownership',
  p: 'permissions',
  u: 'update',
  i: 'immutability',
};
const types = { s: 'the service', c: 'containers', o: 'objects' };
const services = { b: 'blobs', f: 'files', q: 'queues', t: 'tables' };
const resources: Readonly<Record<string, string>> = {
  b: 'one blob (sr=b)',
  bv: 'one version of a blob (sr=bv)',
  bs: 'one snapshot of a blob (sr=bs)',
  c: 'a container (sr=c)',
  d: 'a folder (sr=d)',
};
