import { auth } from '#contract/index.ts';
import { rotateCredentials } from '#contract/rotation.ts';
import { basic, type TestClient } from '../client.ts';
import { endKey, event, fact, keysIn, ofKind, persons, without, type Facts } from './facts.ts';
import { ask, placeOf, Refusal, type Scene, type Step } from './scene.ts';

/** A key that stands alone: it is not being rotated out, nor takes another one's place. */
const singleKey = (scene: Scene, facts: Facts) => {
  const keys = ofKind(facts, 'key');
  const key = scene.pick(keys.filter(([, , label]) => keys.filter((each) => each[2] === label).length === 1));
  const [name, place = '', label = '', ...state] = key ?? [];
  const who = persons.find((each) => each === name);
  return who === undefined || state.length > 0
    ? undefined
    : { who, place, label, id: scene.places.get(place) ?? '', browser: scene.people[who].browser };
};

const accessKeys = async (
  client: TestClient,
  workspace: string,
  label: string,
): Promise<{ access_key: string; rotated_to?: string | undefined }[]> =>
  (await ask(client, auth.getCredentials, {}, workspace)).credentials.filter((each) => each.label === label);

export const createKey = (scene: Scene, facts: Facts): Step | undefined => {
  const place = (keys: number) => placeOf(scene, facts, (who, at) => keysIn(facts, who, at) < keys);
  const at = place(1) ?? place(3);
  if (at === undefined) return undefined;
  const label = `k${scene.next()}`;
  return {
    name: `create ${label}`,
    run: async () => {
      const { credentials } = await ask(at.browser, auth.createCredentials, { label }, at.id);
      scene.pairs.set(label, { key: credentials.access_key, secret: credentials.secret_key });
    },
    done: (was) => [...was, fact('key', at.who, at.place, label), event('credentials.create')],
  };
};

export const rotate = (scene: Scene, facts: Facts): Step | undefined => {
  const at = singleKey(scene, facts);
  if (at === undefined) return undefined;
  const overlap = scene.pick([0, 3600]) ?? 0;
  return {
    name: `rotate ${at.label} with ${overlap} s`,
    run: async () => {
      const [key] = await accessKeys(at.browser, at.id, at.label);
      scene.pairs.delete(at.label);
      const { credentials } = await ask(at.browser, rotateCredentials, { access_key: key?.access_key ?? '', overlap_sec: overlap }, at.id);
      scene.pairs.set(at.label, { key: credentials.access_key, secret: credentials.secret_key });
    },
    done: (was) => {
      const old = overlap === 0 ? endKey(was, at.who, at.place, at.label, []) : without(was, fact('key', at.who, at.place, at.label));
      const rotating = overlap === 0 ? [] : [fact('key', at.who, at.place, at.label, '→')];
      return [...old, ...rotating, fact('key', at.who, at.place, at.label), event('credentials.rotate')];
    },
  };
};

/** Where there is one that is rotated out, that one. */
export const revokeKey = (scene: Scene, facts: Facts): Step | undefined => {
  const [name, where, old] = ofKind(facts, 'key').find(([, , , state]) => state !== undefined) ?? [];
  const place = placeOf(scene, facts, (who, at) => who === name && at === where);
  const at = old === undefined || place === undefined ? singleKey(scene, facts) : { ...place, label: old };
  if (at === undefined) return undefined;
  const { label } = at;
  return {
    name: `revoke ${label}`,
    run: async () => {
      const key = (await accessKeys(at.browser, at.id, label)).find(({ rotated_to: next }) => (next === undefined) === (old === undefined));
      await ask(at.browser, auth.revokeCredentials, { access_key: key?.access_key ?? '' }, at.id);
    },
    done: (was) => [...endKey(was, at.who, at.place, label, old === undefined ? [] : ['→']), event('credentials.revoke')],
  };
};

export const logInByKey = (scene: Scene, facts: Facts): Step | undefined => {
  const at = singleKey(scene, facts);
  const pair = at && scene.pairs.get(at.label);
  if (at === undefined || pair === undefined) return undefined;
  return {
    name: `log in by ${at.label}`,
    run: async () => {
      const { status, meta } = await scene.browser().call(auth.login, {}, { headers: basic(pair.key, pair.secret) });
      if (status !== 200) throw new Refusal(`auth.login: ${status}/${meta.result_subcode}`, false);
    },
    done: (was) => [...was, fact('session', at.who, at.place, at.label)],
  };
};
