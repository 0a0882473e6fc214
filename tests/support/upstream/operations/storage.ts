import { wrongType } from '../body.ts';
import { envelopeOf, refusal, type Fields } from '../recordings.ts';
import { timestamp } from '../people.ts';
import { defaultStorage } from '../state.ts';
import type { Call, Operations } from './operation.ts';

const providers = ['aws', 'google', 'azure'] as const;
type Provider = (typeof providers)[number];

/** What the server puts where nothing was given: into the settings of a provider, and into each of its buckets. */
const blank = (provider: Provider): { settings: Fields; bucket: Fields } => {
  if (provider === 'google') return { settings: {}, bucket: { pool_connections: null, pool_maxsize: null } };
  if (provider === 'azure') return { settings: {}, bucket: {} };
  const { aws } = envelopeOf('fixed_167').data['settings'] as { aws: { buckets: Fields[] } }; // as it was recorded
  const [bucket] = aws.buckets;
  const settings = { key: '', secret: '', token: '', region: '', use_credentials_chain: false };
  return { settings, bucket: { ...bucket, bucket: '', key: '', secret: '' } };
};

const filled = (provider: Provider, given: Fields): Fields => {
  const { settings, bucket } = blank(provider);
  const list = provider === 'azure' ? 'containers' : 'buckets';
  const places = (given[list] ?? []) as Fields[]; // checked before
  return { ...settings, ...given, [list]: places.map((place) => ({ ...bucket, ...place })) };
};

const checkJson = (text: unknown): void => {
  if (typeof text !== 'string') return;
  try {
    JSON.parse(text);
  } catch {
    throw refusal('fixed_165');
  }
};

const set = ({ fields, state }: Call): Fields => {
  const given = providers.filter((provider) => fields[provider] != null);
  if (given.length === 0) throw refusal('fixed_168');
  for (const provider of given) {
    const settings = fields[provider];
    if (typeof settings !== 'object') throw wrongType(provider, `${provider}settings`, settings);
    const { buckets = [], credentials_json } = settings as { buckets?: unknown[]; credentials_json?: unknown }; // of an object all may be absent
    if (buckets.some((bucket) => typeof bucket !== 'object')) throw refusal('fixed_171');
    checkJson(credentials_json);
    state.storage[provider] = filled(provider, settings as Fields);
  }
  state.storage['last_update'] = `${timestamp()}+00:00`;
  return { updated: 1 };
};

const reset = ({ fields, state }: Call): Fields => {
  const keys = (fields['keys'] ?? []) as string[]; // nobody sends another type
  if (keys.some((key) => !providers.some((provider) => provider === key))) throw refusal('fixed_174');
  for (const key of keys) state.storage[key] = defaultStorage()[key];
  state.storage['last_update'] = `${timestamp()}+00:00`;
  return { updated: 1 };
};

export const storage: Operations = {
  'storage.get_settings': { since: '2.22', run: ({ state }) => ({ settings: state.storage }) },
  'storage.set_settings': { since: '2.31', run: set },
  'storage.reset_settings': { since: '2.31', run: reset },
};
