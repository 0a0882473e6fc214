import { refusal } from '../recordings.ts';
import { newKeyPair } from '../people.ts';
import type { KeyPair } from '../state.ts';
import { ownUser, refuseBuiltIn, type Call, type Operations } from './operation.ts';

const labelOf = ({ fields }: Call): { label?: string } => (typeof fields['label'] === 'string' ? { label: fields['label'] } : {});

const withoutSecret = ({ secret_key: _secret, ...rest }: KeyPair): Omit<KeyPair, 'secret_key'> => rest;

export const credentials: Operations = {
  'auth.get_credentials': { run: (call) => ({ credentials: ownUser(call).credentials.map(withoutSecret) }) },
  'auth.create_credentials': {
    needs: { label: 'str' },
    run: (call) => {
      const user = ownUser(call);
      refuseBuiltIn(user);
      const pair = { ...newKeyPair(), ...labelOf(call) };
      user.credentials.push(pair);
      return { credentials: pair };
    },
  },
  'auth.edit_credentials': {
    since: '2.19',
    needs: { access_key: 'str!', label: 'str' },
    run: (call) => {
      const { id, company, credentials: pairs } = ownUser(call);
      const key = String(call.fields['access_key']);
      const pair = pairs.find(({ access_key: one }) => one === key);
      if (pair === undefined) throw refusal('fixed_096', { user: id, access_key: key, company: company.id });
      delete pair.label;
      Object.assign(pair, labelOf(call));
      return { updated: 1 };
    },
  },
  'auth.revoke_credentials': {
    needs: { access_key: 'str!' },
    run: (call) => {
      const user = ownUser(call);
      refuseBuiltIn(user);
      const key = String(call.fields['access_key']);
      const left = user.credentials.filter(({ access_key: one }) => one !== key);
      if (left.length === user.credentials.length)
        throw refusal('fixed_104', { id: user.id, company: user.company.id, credentials__key: key });
      user.credentials = left;
      return { revoked: 1 };
    },
  },
};
